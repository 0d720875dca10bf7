#include "core/model/graph.h"

#include <algorithm>

#include "core/base/error.h"

namespace convlens {
namespace {

// Parameters begin on cache lines, so that kernels may use aligned loads of any width.
constexpr std::size_t kFloatsPerLine = kAlignment / sizeof(float);
// Beyond this a network could not be held in memory; it also keeps index arithmetic inside an int.
constexpr std::size_t kMostValues = std::size_t{1} << 28;
constexpr std::size_t kMostParameters = std::size_t{1} << 30;

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

int Graph::add(std::string name, std::unique_ptr<const Layer> layer, std::vector<int> inputs) {
  if (inputs.empty()) inputs.push_back(nodes_.empty() ? kGraphInput : size() - 1);
  if (find_or(name, kGraphInput) != kGraphInput)
    throw Error(ErrorKind::bad_value, name, "two layers of this name", "a name of its own for each layer");
  if (inputs.size() > kMostInputs)
    throw Error(ErrorKind::not_supported, name, std::to_string(inputs.size()) + " inputs",
                "at most " + std::to_string(kMostInputs));
  Node node{.name = std::move(name), .layer = std::move(layer), .inputs = std::move(inputs)};
  for (const int input : node.inputs) {
    if (input < kGraphInput || input >= size())
      throw Error(ErrorKind::bad_value, node.name, "input " + std::to_string(input), "an earlier layer");
    node.input_shapes.push_back(shape_of(input));
  }
  try {
    node.shape = node.layer->output_shape(node.input_shapes);
  } catch (const Error& error) {
    throw Error(error.kind(), node.name, error.found(), error.expected());
  }
  if (node.shape.size() == 0 || node.shape.size() > kMostValues)
    throw Error(ErrorKind::not_supported, node.name, "an output of " + to_string(node.shape),
                "1 to " + std::to_string(kMostValues) + " values");
  for (ParameterSpec& spec : node.layer->parameters(node.input_shapes)) {
    const std::size_t values = spec.size();
    if (values > kMostParameters || buffer_size_ + values > kMostParameters)
      throw Error(ErrorKind::not_supported, node.name, std::to_string(values) + " parameters",
                  "at most " + std::to_string(kMostParameters) + " in all");
    node.parameters.push_back({std::move(spec), buffer_size_, values});
    buffer_size_ += (values + kFloatsPerLine - 1) / kFloatsPerLine * kFloatsPerLine;
  }
  nodes_.push_back(std::move(node));
  return size() - 1;
}

void Graph::freeze(int last) {
  for (int i = 0; i <= last; ++i) {
    Node& node = nodes_[static_cast<std::size_t>(i)];
    node.frozen = true;
    for (ParameterSlot& slot : node.parameters) slot.spec.trainable = false;
  }
}

int Graph::find_or(std::string_view name, int otherwise) const {
  const auto found = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& n) { return n.name == name; });
  return found == nodes_.end() ? otherwise : static_cast<int>(found - nodes_.begin());
}

int Graph::find(std::string_view name) const {
  const int found = find_or(name, kGraphInput);
  if (found == kGraphInput) throw Error(ErrorKind::unknown_name, std::string(name), "no such layer", joined(names()));
  return found;
}

std::vector<std::string> Graph::names() const {
  std::vector<std::string> result;
  for (const Node& node : nodes_) result.push_back(node.name);
  return result;
}

std::size_t Graph::parameter_count() const {
  std::size_t count = 0;
  for (const Node& node : nodes_)
    for (const ParameterSlot& slot : node.parameters)
      if (slot.spec.trainable) count += slot.size;
  return count;
}

int Graph::consumers(int node) const {
  int count = 0;
  for (const Node& other : nodes_) count += static_cast<int>(std::count(other.inputs.begin(), other.inputs.end(), node));
  return count;
}

int Graph::logits() const {
  const Node& last = nodes_.back();
  const std::string_view kind = last.layer->kind();
  const bool has_softmax = kind == "softmax" || kind == "log_softmax";
  return has_softmax && last.inputs[0] != kGraphInput ? last.inputs[0] : output();
}

int Graph::last_convolution_activation() const {
  int node = output();
  while (node != kGraphInput && this->node(node).layer->kind() != "conv2d") --node;
  if (node == kGraphInput) return kGraphInput;
  for (int next = node + 1; next < size(); ++next) {
    if (this->node(next).inputs != std::vector<int>{node}) continue;
    if (this->node(next).layer->is_nonlinearity()) return next;
    if (this->node(next).layer->kind() != "batch_norm") break;
    node = next;  // conv, batch norm, ReLU
  }
  return node;
}

}  // namespace convlens
