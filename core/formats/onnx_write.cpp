#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/formats/onnx.h"
#include "core/formats/onnx_names.h"
#include "core/formats/onnx_tensor.h"
#include "core/layers/attributes.h"
#include "core/layers/pointwise.h"
#include "core/layers/registry.h"
#include "core/layers/select_channels.h"

namespace convlens {
namespace {

constexpr int kOpset = 13;
constexpr int kIrVersion = 7;
constexpr int kVectorRank = 2;   // (batch, features)
constexpr int kPictureRank = 4;  // (batch, channels, height, width)
constexpr std::string_view kOwnPrefix = "convlens_";

/// The rank that an operator insists on; 0: it takes either.
int required_rank(std::string_view op) {
  if (op == "Gemm") return kVectorRank;
  constexpr std::string_view pictures[] = {"Conv",          "MaxPool", "AveragePool", "GlobalAveragePool",
                                           "GlobalMaxPool", "LRN",     "PRelu",       "Pad"};
  return std::find(std::begin(pictures), std::end(pictures), op) != std::end(pictures) ? kPictureRank : 0;
}

void set_attribute(onnx::AttributeProto& target, std::int64_t value) {
  target.set_type(onnx::AttributeProto::INT);
  target.set_i(value);
}
void set_attribute(onnx::AttributeProto& target, double value) {
  target.set_type(onnx::AttributeProto::FLOAT);
  target.set_f(static_cast<float>(value));
}
void set_attribute(onnx::AttributeProto& target, const std::vector<std::int64_t>& values) {
  target.set_type(onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) target.add_ints(value);
}
void set_attribute(onnx::AttributeProto& target, const std::vector<double>& values) {
  target.set_type(onnx::AttributeProto::FLOATS);
  for (const double value : values) target.add_floats(static_cast<float>(value));
}

void set_ints(onnx::NodeProto& node, const char* name, const std::vector<std::int64_t>& values) {
  auto& attribute = *node.add_attribute();
  attribute.set_name(name);
  set_attribute(attribute, values);
}

class Writer {
 public:
  explicit Writer(const Model& model) : model_(model), graph_(*model.graph) {}

  onnx::ModelProto write();

 private:
  struct Value {
    std::string tensor;
    int rank;
  };

  const Value& value(int node) const {
    return node == kGraphInput ? input_ : values_[static_cast<std::size_t>(node)];
  }
  bool input_is_vector() const;
  void describe_value(const Value& value, const Shape& shape, onnx::ValueInfoProto& info) const;
  Value with_rank(const Node& node, const Value& value, const Shape& shape, int rank);
  onnx::NodeProto& add_node(const std::string& name, std::string_view op,
                            const std::vector<std::string>& inputs);
  std::string add_initializer(const std::string& wish, std::span<const std::int64_t> dims,
                              std::span<const float> values);
  Value write_layer(const Node& node);
  Value write_normalise(const Node& node, const Value& input);
  Value write_hard_swish(const Node& node, const Value& input);
  Value turned(const std::string& name, const Value& value, const std::vector<std::int64_t>& order);
  Value write_input();
  std::vector<std::string> constant_inputs(const Node& node, std::string_view op, Attributes& attributes);
  void write_metadata(onnx::ModelProto& file) const;

  const Model& model_;
  const Graph& graph_;
  onnx::GraphProto* proto_ = nullptr;
  UniqueNames node_names_, tensor_names_;
  Value input_;
  std::vector<Value> values_;
};

bool Writer::input_is_vector() const {
  if (!graph_.input_shape().is_vector()) return false;
  return std::none_of(graph_.nodes().begin(), graph_.nodes().end(), [](const Node& node) {
    const bool reads_input =
        std::find(node.inputs.begin(), node.inputs.end(), kGraphInput) != node.inputs.end();
    return reads_input && required_rank(layer_kind(node.layer->kind()).onnx_operator) == kPictureRank;
  });
}

/// The picture as files hold it, and turned where they keep channels last.
Writer::Value Writer::write_input() {
  const bool channels_last = graph_.input_order() == InputOrder::channels_last;
  const Value input = {tensor_names_.take(std::string(kInputTensor)),
                       input_is_vector() && !channels_last ? kVectorRank : kPictureRank};
  const Shape& shape = graph_.input_shape();
  auto& info = *proto_->add_input();
  if (!channels_last) {
    describe_value(input, shape, info);
    return input;
  }
  describe_value(input, {shape.height, shape.width, shape.channels}, info);
  return turned(std::string(kInputTensor) + std::string(kTurnSuffix), input, {0, 3, 1, 2});
}

Writer::Value Writer::turned(const std::string& name, const Value& value,
                             const std::vector<std::int64_t>& order) {
  auto& node = add_node(node_names_.take(name), "Transpose", {value.tensor});
  set_ints(node, "perm", order);
  return {node.output(0), value.rank};
}

void Writer::describe_value(const Value& value, const Shape& shape, onnx::ValueInfoProto& info) const {
  info.set_name(value.tensor);
  auto& type = *info.mutable_type()->mutable_tensor_type();
  type.set_elem_type(onnx::TensorProto::FLOAT);
  auto& dims = *type.mutable_shape();
  dims.add_dim()->set_dim_param(std::string(kBatchDimension));
  dims.add_dim()->set_dim_value(shape.channels);
  if (value.rank == kVectorRank) return;
  dims.add_dim()->set_dim_value(shape.height);
  dims.add_dim()->set_dim_value(shape.width);
}

onnx::NodeProto& Writer::add_node(const std::string& name, std::string_view op,
                                  const std::vector<std::string>& inputs) {
  auto& node = *proto_->add_node();
  node.set_name(name);
  node.set_op_type(std::string(op));
  for (const std::string& input : inputs) node.add_input(input);
  node.add_output(tensor_names_.take(name));
  return node;
}

std::string Writer::add_initializer(const std::string& wish, std::span<const std::int64_t> dims,
                                    std::span<const float> values) {
  const std::string name = tensor_names_.take(wish);
  encode_tensor(name, dims, values, *proto_->add_initializer());
  return name;
}

/// Our shapes do not tell a vector of n features from n maps of one pixel; ONNX does.
Writer::Value Writer::with_rank(const Node& node, const Value& value, const Shape& shape, int rank) {
  if (value.rank == rank) return value;
  if (rank == kVectorRank) {
    auto& flatten =
        add_node(node_names_.take(node.name + std::string(kFlattenSuffix)), "Flatten", {value.tensor});
    auto& axis = *flatten.add_attribute();
    axis.set_name("axis");
    set_attribute(axis, std::int64_t{1});
    return {flatten.output(0), rank};
  }
  const std::int64_t dims[] = {0, shape.channels, shape.height, shape.width};  // 0: the batch stays as it is
  const std::string target = tensor_names_.take(node.name + "_shape");
  encode_tensor(target, dims, *proto_->add_initializer());
  return {
      add_node(node_names_.take(node.name + std::string(kReshapeSuffix)), "Reshape", {value.tensor, target})
          .output(0),
      rank};
}

Writer::Value Writer::write_normalise(const Node& node, const Value& input) {
  const Attributes attributes = node.layer->attributes();
  const std::int64_t channels = node.shape.channels;
  std::vector<std::int64_t> dims = {1, channels};
  if (input.rank == kPictureRank) dims.insert(dims.end(), {1, 1});
  const auto initializer = [&](const char* name) {
    const auto& values = std::get<std::vector<double>>(attributes.at(name));
    return add_initializer(node.name + "_" + name, dims, std::vector<float>(values.begin(), values.end()));
  };
  const std::string mean = initializer("mean"), deviation = initializer("std");
  const std::string centred =
      add_node(node_names_.take(node.name + std::string(kSubtractSuffix)), "Sub", {input.tensor, mean})
          .output(0);
  return {add_node(node.name, "Div", {centred, deviation}).output(0), input.rank};
}

/// The operator itself is younger than our opset.
Writer::Value Writer::write_hard_swish(const Node& node, const Value& input) {
  auto& gate =
      add_node(node_names_.take(node.name + std::string(kGateSuffix)), "HardSigmoid", {input.tensor});
  const std::pair<const char*, double> numbers[] = {{"alpha", HardSwishFunction::kAlpha},
                                                    {"beta", HardSwishFunction::kBeta}};
  for (const auto& [name, value] : numbers) {
    auto& attribute = *gate.add_attribute();
    attribute.set_name(name);
    set_attribute(attribute, value);
  }
  const std::string factor = gate.output(0);
  return {add_node(node.name, "Mul", {input.tensor, factor}).output(0), input.rank};
}

/// Attributes of ours that are inputs in ONNX; they leave `attributes`.
std::vector<std::string> Writer::constant_inputs(const Node& node, std::string_view op,
                                                 Attributes& attributes) {
  std::vector<std::string> names;
  const auto number = [&](const char* name) {
    const float value = static_cast<float>(std::get<double>(attributes.at(name)));
    attributes.erase(name);
    return add_initializer(node.name + "_" + name, {}, {&value, 1});
  };
  if (op == "Dropout") return {number("ratio")};
  if (op == "Clip") return {number("min"), number("max")};
  if (op == "Gather") {
    const std::string list = tensor_names_.take(node.name + "_channels");
    encode_tensor(list, std::get<std::vector<std::int64_t>>(attributes.at(kChannels)),
                  *proto_->add_initializer());
    return {list};
  }
  if (op != "Pad") return {};
  const auto pads = std::get<std::vector<std::int64_t>>(attributes.at("pads"));
  attributes.erase("pads");
  const std::int64_t all[] = {0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3]};
  const std::string list = tensor_names_.take(node.name + "_pads");
  encode_tensor(list, all, *proto_->add_initializer());
  return {list, number("value")};
}

Writer::Value Writer::write_layer(const Node& node) {
  const std::string_view op = layer_kind(node.layer->kind()).onnx_operator;
  int rank = required_rank(op);
  if (rank == 0)
    for (const int input : node.inputs) rank = std::max(rank, value(input).rank);
  std::vector<Value> inputs;
  for (std::size_t i = 0; i < node.inputs.size(); ++i)
    inputs.push_back(with_rank(node, value(node.inputs[i]), node.input_shapes[i], rank));
  if (node.layer->kind() == HardSwishFunction::kKind) return write_hard_swish(node, inputs[0]);
  if (op.empty()) return write_normalise(node, inputs[0]);
  Attributes attributes = node.layer->attributes();
  if (op == "Flatten" && std::get<std::int64_t>(attributes.at(kChannelsLast)) == 1 && rank == kPictureRank)
    inputs[0] = turned(node.name + std::string(kTurnSuffix), inputs[0], {0, 2, 3, 1});

  std::vector<std::string> names;
  for (const Value& input : inputs) names.push_back(input.tensor);
  for (const ParameterSlot& slot : node.parameters) {
    const std::vector<std::int64_t> dims(slot.spec.dims.begin(), slot.spec.dims.end());
    names.push_back(add_initializer(node.name + "_" + slot.spec.name, dims,
                                    to_figure_order(slot.spec, model_.parameter(slot))));
  }
  for (std::string& name : constant_inputs(node, op, attributes)) names.push_back(std::move(name));
  auto& proto = add_node(node.name, op, names);
  for (const auto& [name, content] : attributes) {
    if (name.starts_with(kOwnPrefix)) continue;
    auto& attribute = *proto.add_attribute();
    attribute.set_name(name);
    std::visit([&attribute](const auto& held) { set_attribute(attribute, held); }, content);
  }
  return {proto.output(0), op == "Flatten" ? kVectorRank : rank};
}

void Writer::write_metadata(onnx::ModelProto& file) const {
  std::map<std::string, std::string> entries = model_.metadata;
  if (!model_.class_names.empty())
    entries[std::string(kClassNamesKey)] =
        nlohmann::json(model_.class_names).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  for (const auto& [key, text] : entries) {
    auto& entry = *file.add_metadata_props();
    entry.set_key(key);
    entry.set_value(text);
  }
}

onnx::ModelProto Writer::write() {
  onnx::ModelProto file;
  file.set_ir_version(kIrVersion);
  file.set_producer_name("ConvLens");
  file.add_opset_import()->set_version(kOpset);
  file.mutable_opset_import(0)->set_domain("");
  proto_ = file.mutable_graph();
  proto_->set_name("network");
  for (const Node& node : graph_.nodes()) node_names_.take(node.name);

  input_ = write_input();
  for (const Node& node : graph_.nodes()) values_.push_back(write_layer(node));
  describe_value(value(graph_.output()), graph_.shape_of(graph_.output()), *proto_->add_output());
  write_metadata(file);
  return file;
}

}  // namespace

void save_onnx(const std::filesystem::path& path, const Model& model) {
  const onnx::ModelProto file = Writer(model).write();
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    if (!file.SerializeToCodedStream(&coded))
      throw Error(ErrorKind::file_too_large, path.string(), "a model of more than 2 GiB",
                  "2 GiB, ONNX's own limit");
  }
  write_file(path, bytes);
}

}  // namespace convlens
