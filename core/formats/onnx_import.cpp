#include "core/formats/onnx_import.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_names.h"
#include "core/layers/figure_bands.h"
#include "core/layers/registry.h"

namespace convlens {
namespace {

// A file may use the same weights in several layers, but a small one must not grow without end.
constexpr std::size_t kFreeParameters = std::size_t{1} << 24;
constexpr std::size_t kPiece = std::size_t{1} << 22;  // values
constexpr int kPlainBroadcast = 7;                    // the opset since which broadcasting is NumPy's

}  // namespace

OnnxImport::OnnxImport(const onnx::ModelProto& model, const OnnxSource& source, std::uint64_t bytes)
    : model_(model),
      source_(source),
      file_size_(bytes),
      topology_(model.graph(), source),
      opset_(read_opset(model, source)),
      constants_(model.graph(), topology_, opset_, source) {
  const OnnxInput input = read_onnx_input(model.graph(), topology_, constants_, source);
  batch_ = input.batch;
  set_input(input.shape, input.order);
  activations_[input.name] = {kGraphInput, input.axes};
}

void OnnxImport::set_input(const Shape& shape, InputOrder order) {
  graph_ = std::make_shared<Graph>(shape, order);
}

bool OnnxImport::is_activation(const onnx::NodeProto& node, int input) const {
  return has_input(node, input) && activations_.contains(node.input(input));
}

OnnxActivation OnnxImport::activation(const onnx::NodeProto& node, int input) const {
  if (!has_input(node, input)) source_.broken(describe(node) + " lacks input " + std::to_string(input + 1));
  const auto found = activations_.find(node.input(input));
  if (found != activations_.end()) {
    if (!found->second.split.empty() && node.op_type() != "Reshape")
      source_.unsupported(node, "it gets channels in groups; ConvLens knows shuffling them");
    return found->second;
  }
  if (constants_.contains(node.input(input)))
    source_.unsupported(node, "its input '" + node.input(input) + "' is a constant");
  source_.unsupported(node, "it reads '" + node.input(input) + "', a second output of another operator");
}

OnnxTensor OnnxImport::weights(const onnx::NodeProto& node, int input) const {
  if (!has_input(node, input)) source_.broken(describe(node) + " lacks input " + std::to_string(input + 1));
  auto found = constants_.find(node.input(input));
  if (!found)
    source_.unsupported(node, "its weights '" + node.input(input) + "' are computed from the picture");
  if (!found->is_float) source_.broken(describe(node) + " has whole numbers as weights", "FLOAT");
  return std::move(*found);
}

std::optional<std::vector<std::int64_t>> OnnxImport::numbers(const onnx::NodeProto& node, int input) const {
  if (!has_input(node, input)) return std::nullopt;
  const auto found = constants_.find(node.input(input));
  if (!found || found->is_float)
    source_.unsupported(node, "its input '" + node.input(input) + "' is not known beforehand");
  return found->ints;
}

std::optional<std::vector<std::int64_t>> OnnxImport::list(const onnx::NodeProto& node, int input,
                                                          const char* attribute) const {
  return has_input(node, input) ? numbers(node, input) : ints_of(node, attribute);
}

double OnnxImport::number(const onnx::NodeProto& node, int input, const char* attribute,
                          double otherwise) const {
  if (!has_input(node, input)) {
    const auto found = read_attributes(node, {attribute});
    const auto place = found.find(attribute);
    if (place == found.end()) return otherwise;
    const auto* value = std::get_if<double>(&place->second);
    if (!value) source_.broken(describe(node) + " has " + attribute + " of another kind", "a number");
    return *value;
  }
  const OnnxTensor value = weights(node, input);
  if (value.size() != 1)
    source_.broken(describe(node) + " has a " + attribute + " of " + dims_text(value.dims), "a number");
  return value.floats[0];
}

std::optional<std::vector<float>> OnnxImport::per_channel(const onnx::NodeProto& reader,
                                                          const OnnxTensor& constant,
                                                          const OnnxActivation& value) const {
  const auto channels = static_cast<std::size_t>(shape(value).channels);
  if (!constant.is_float) return std::nullopt;
  std::vector<std::int64_t> laid = constant.dims;
  const auto rank = static_cast<std::size_t>(value.rank());
  // Before opset 7 `axis` says where the constant's dimensions begin.
  const std::int64_t axis = opset_ < kPlainBroadcast ? int_of(reader, "axis", -1) : -1;
  if (axis >= 0)
    while (laid.size() + static_cast<std::size_t>(axis) < rank) laid.push_back(1);
  if (constant.size() == 1 && laid.size() <= rank) return std::vector<float>(channels, constant.floats[0]);
  while (laid.size() < rank) laid.insert(laid.begin(), 1);
  const int channel = channel_axis(value.axes, shape(value));
  if (laid.size() != rank || channel < 0 || constant.size() != channels ||
      laid[static_cast<std::size_t>(channel)] != static_cast<std::int64_t>(channels))
    return std::nullopt;
  return std::vector<float>(constant.floats.begin(), constant.floats.end());
}

bool OnnxImport::has_input(const onnx::NodeProto& node, int input) const {
  return input < node.input_size() && !node.input(input).empty();
}

const onnx::NodeProto* OnnxImport::only_consumer(const onnx::NodeProto& node) const {
  return topology_.only_consumer(node.output(0));
}

const onnx::NodeProto* OnnxImport::second_half(const onnx::NodeProto& first, const char* op,
                                               int& constant_input) const {
  const auto* next = only_consumer(first);
  if (!next || next->op_type() != op || next->input_size() != 2 || next->output_size() != 1) return nullptr;
  constant_input = next->input(0) == first.output(0) ? 1 : 0;
  return constants_.contains(next->input(constant_input)) ? next : nullptr;
}

std::vector<std::int64_t> OnnxImport::padding(const onnx::NodeProto& convolution) const {
  const auto found = padding_.find(&convolution);
  return found == padding_.end() ? std::vector<std::int64_t>{0, 0, 0, 0} : found->second;
}

std::string OnnxImport::free_name(const onnx::NodeProto& node) const {
  constexpr int kNone = -2;  // neither a node nor kGraphInput
  const std::string wish = onnx_layer_name(node);
  std::string name = wish;
  for (int copy = 2; graph_->find_or(name, kNone) != kNone; ++copy) name = wish + "_" + std::to_string(copy);
  return name;
}

void OnnxImport::add_layer(const onnx::NodeProto& node, const char* kind, const Attributes& attributes,
                           const std::vector<OnnxActivation>& inputs, std::vector<OnnxTensor> parameters,
                           const OnnxAxes& axes) {
  std::vector<int> sources;
  for (const OnnxActivation& input : inputs) sources.push_back(input.node);
  int index = 0;
  try {
    index = graph_->add(free_name(node), make_layer(kind, attributes), sources);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::bad_value)
      source_.unsupported(node,
                          error.subject() + " = " + error.found() + "; ConvLens knows " + error.expected());
    if (error.kind() == ErrorKind::not_supported)
      source_.unsupported(node, error.found() + "; ConvLens knows " + error.expected());
    source_.broken(describe(node) + " gets " + error.found(), error.expected());
  }
  if (graph_->parameter_buffer_size() > kFreeParameters + file_size_ + constants_.computed_values())
    source_.unsupported(node, "the same weights used in very many layers");
  check_dims(node, parameters);
  parameters_.push_back(std::move(parameters));
  activations_[node.output(0)] = {index, axes.empty() ? inputs.front().axes : axes};
}

void OnnxImport::check_dims(const onnx::NodeProto& node, const std::vector<OnnxTensor>& parameters) const {
  const auto& slots = graph_->nodes().back().parameters;
  if (slots.size() != parameters.size())
    source_.broken(describe(node) + " has " + std::to_string(parameters.size()) + " tensors of weights",
                   std::to_string(slots.size()));
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const std::vector<std::int64_t> expected(slots[i].spec.dims.begin(), slots[i].spec.dims.end());
    if (parameters[i].dims != expected)
      source_.broken(describe(node) + " has a " + slots[i].spec.name + " of " + dims_text(parameters[i].dims),
                     dims_text(expected));
  }
}

Model OnnxImport::run() {
  for (const auto* node : topology_.order()) {
    source_.progress.check();
    const bool known = !node->output().empty() && constants_.contains(node->output(0));
    if (!known && !done_.contains(node)) import_operator(*this, *node);
  }
  const auto output = activations_.find(topology_.output());
  if (output == activations_.end()) source_.unsupported("an output that does not depend on the picture");
  if (graph_->size() == 0) source_.unsupported("a graph without a layer", "a network");
  const OnnxActivation& last = output->second;
  if (value_order(last.axes, shape(last)) != ValueOrder::channels_first)
    source_.unsupported("the output '" + topology_.output() + "' has its channels last", "channels first");
  if (last.node != graph_->output())
    source_.unsupported("the output '" + topology_.output() + "' is not what the last operator computes");
  return assemble();
}

Model OnnxImport::assemble() {
  Model model;
  model.graph = graph_;
  const std::size_t size = graph_->parameter_buffer_size();
  model.parameters.reserve(size);
  while (model.parameters.size() < size) {  // for a large network the memory alone takes tenths of a second
    model.parameters.resize(std::min(size, model.parameters.size() + kPiece), 0.0f);
    source_.progress.check();
  }
  lay_out(model);
  read_metadata(model);
  return model;
}

void OnnxImport::lay_out(Model& model) {
  std::size_t done = 0;
  const auto laid = [&](std::size_t values) {
    done += values;
    source_.progress.laid(done, std::max(done, model.parameters.size()));
  };
  for (int index = 0; index < graph_->size(); ++index) {
    auto& weights = parameters_[static_cast<std::size_t>(index)];
    const auto& slots = graph_->node(index).parameters;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const std::span<float> memory = model.parameter(slots[i]);
      if (weights[i].stands_transposed)  // as dense layers keep it in memory
        copy_in_bands(weights[i].floats, memory, laid);
      else
        from_figure_order_in_bands(slots[i].spec, weights[i].floats, memory, laid);
    }
    weights.clear();
  }
  source_.progress.laid(1, 1);
}

void OnnxImport::read_metadata(Model& model) const {
  for (const auto& entry : model_.metadata_props()) model.metadata[entry.key()] = entry.value();
  const auto found = model.metadata.find(std::string(kClassNamesKey));
  if (found == model.metadata.end()) return;
  const auto list = nlohmann::json::parse(found->second, nullptr, false);
  const auto outputs = static_cast<std::size_t>(graph_->shape_of(graph_->output()).channels);
  // Somebody else's entry of that name, in another form, stays what it is: a text.
  if (!list.is_array() || list.size() != outputs) return;
  if (!std::all_of(list.begin(), list.end(), [](const auto& name) { return name.is_string(); })) return;
  model.class_names = list.get<std::vector<std::string>>();
  model.metadata.erase(found);
}

}  // namespace convlens
