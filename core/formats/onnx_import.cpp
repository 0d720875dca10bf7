#include "core/formats/onnx_import.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/formats/onnx_names.h"
#include "core/layers/registry.h"

namespace convlens {
namespace {

// Older opsets broadcast by rules of their own; newer ones than these nobody has tried here.
constexpr std::int64_t kOldestOpset = 7, kNewestOpset = 25;
constexpr std::int64_t kLargestSide = 1 << 16;
constexpr std::size_t kLargestInput = std::size_t{1}
                                      << 26;  // values of one sample; the graph limits its layers
// A file may use the same weights in several layers, but a small one must not grow without end.
constexpr std::size_t kFreeParameters = std::size_t{1} << 24;

/// No overflow: three sides of at most 2^16.
std::size_t size_of(const Shape& shape) {
  static_assert(kLargestSide <= std::int64_t{1} << 20 && sizeof(std::size_t) == 8);
  return shape.size();
}

}  // namespace

OnnxImport::OnnxImport(const onnx::ModelProto& model, const OnnxSource& source)
    : model_(model),
      source_(source),
      file_size_(model.ByteSizeLong()),
      topology_(model.graph(), source),
      constants_(model.graph(), topology_, source) {
  read_opset();
  read_input();
}

void OnnxImport::read_opset() {
  std::int64_t found = 0;
  for (const auto& opset : model_.opset_import())
    if (opset.domain().empty() || opset.domain() == "ai.onnx") found = opset.version();
  if (found == 0) source_.broken("no word of the operator set it is written for", "an opset version");
  if (found < kOldestOpset || found > kNewestOpset)
    source_.unsupported("operator set " + std::to_string(found),
                        std::to_string(kOldestOpset) + " to " + std::to_string(kNewestOpset));
  opset_ = static_cast<int>(found);
}

void OnnxImport::read_input() {
  const onnx::ValueInfoProto* input = nullptr;
  for (const auto& candidate : model_.graph().input()) {
    if (constants_.contains(candidate.name())) continue;  // old exporters list weights as inputs, too
    if (input)
      source_.unsupported("a graph with several inputs ('" + input->name() + "', '" + candidate.name() + "')",
                          "one picture");
    input = &candidate;
  }
  if (!input) source_.broken("a graph without an input", "one input");
  const auto& type = input->type().tensor_type();
  const std::string name = "the input '" + input->name() + "'";
  if (type.elem_type() != onnx::TensorProto::FLOAT)
    source_.unsupported(name + " is not of type FLOAT", "FLOAT");
  std::vector<std::int64_t> dims;
  for (const auto& dim : type.shape().dim()) dims.push_back(dim.dim_value());
  const int rank = static_cast<int>(dims.size());
  if (rank != kPictureRank && rank != kVectorRank)
    source_.unsupported(name + " has " + std::to_string(rank) + " dimensions",
                        "4 (batch, channels, height, width) or 2 (batch, features)");
  for (std::size_t i = 1; i < dims.size(); ++i)
    if (dims[i] < 1 || dims[i] > kLargestSide)
      source_.unsupported(
          name + (dims[i] == 0 ? " leaves a size open" : " has a size of " + std::to_string(dims[i])),
          "channels, height and width as numbers from 1 to " + std::to_string(kLargestSide));
  Shape shape{static_cast<int>(dims[1]), 1, 1};
  if (rank == kPictureRank) {
    shape.height = static_cast<int>(dims[2]);
    shape.width = static_cast<int>(dims[3]);
  }
  if (size_of(shape) > kLargestInput)
    source_.unsupported(name + " of " + to_string(shape),
                        "at most " + std::to_string(kLargestInput) + " values");
  graph_ = std::make_shared<Graph>(shape);
  activations_[input->name()] = {kGraphInput, rank};
}

OnnxActivation OnnxImport::activation(const onnx::NodeProto& node, int input) const {
  if (!has_input(node, input)) source_.broken(describe(node) + " lacks input " + std::to_string(input + 1));
  const auto found = activations_.find(node.input(input));
  if (found != activations_.end()) return found->second;
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

std::string OnnxImport::free_name(const onnx::NodeProto& node) const {
  constexpr int kNone = -2;  // neither a node nor kGraphInput
  const std::string wish = onnx_layer_name(node);
  std::string name = wish;
  for (int copy = 2; graph_->find_or(name, kNone) != kNone; ++copy) name = wish + "_" + std::to_string(copy);
  return name;
}

void OnnxImport::add_layer(const onnx::NodeProto& node, const char* kind, const Attributes& attributes,
                           const std::vector<OnnxActivation>& inputs, std::vector<OnnxTensor> parameters,
                           int rank) {
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
  if (graph_->parameter_buffer_size() > kFreeParameters + file_size_)
    source_.unsupported(node, "the same weights used in very many layers");
  check_dims(node, parameters);
  parameters_.push_back(std::move(parameters));
  activations_[node.output(0)] = {index, rank != 0 ? rank : inputs.front().rank};
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
    const bool known = !node->output().empty() && constants_.contains(node->output(0));
    if (!known && !done_.contains(node)) import_operator(*this, *node);
  }
  const auto output = activations_.find(topology_.output());
  if (output == activations_.end()) source_.unsupported("an output that does not depend on the picture");
  if (graph_->size() == 0) source_.unsupported("a graph without a layer", "a network");
  return assemble();
}

Model OnnxImport::assemble() {
  Model model;
  model.graph = graph_;
  model.parameters.assign(graph_->parameter_buffer_size(), 0.0f);
  for (int index = 0; index < graph_->size(); ++index) {
    auto& weights = parameters_[static_cast<std::size_t>(index)];
    const auto& slots = graph_->node(index).parameters;
    for (std::size_t i = 0; i < slots.size(); ++i)
      from_figure_order(slots[i].spec, weights[i].floats, model.parameter(slots[i]));
    weights.clear();
  }
  read_metadata(model);
  return model;
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
