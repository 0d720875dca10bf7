#include "core/model/for_inference.h"

#include <cmath>
#include <string_view>
#include <vector>

#include "core/layers/attributes.h"
#include "core/layers/registry.h"

namespace convlens {
namespace {

const ParameterSlot* find_slot(const Node& node, std::string_view name) {
  for (const ParameterSlot& slot : node.parameters)
    if (slot.spec.name == name) return &slot;
  return nullptr;
}

std::span<const float> values_of(const Model& model, const Node& node, std::string_view name) {
  const ParameterSlot* slot = find_slot(node, name);
  return slot == nullptr ? std::span<const float>{} : model.parameter(*slot);
}

/// The layer whose weights take this batch norm's scale, or kGraphInput: none can.
int takes_norm(const Graph& graph, const Node& norm) {
  if (norm.layer->kind() != "batch_norm") return kGraphInput;
  const int before = norm.inputs[0];
  if (before == kGraphInput || graph.consumers(before) != 1) return kGraphInput;
  const std::string_view kind = graph.node(before).layer->kind();
  return kind == "conv2d" || kind == "dense" ? before : kGraphInput;
}

/// What batch norm does to a channel: times `scale`, plus `shift`.
struct Affine {
  double scale = 1, shift = 0;
};

std::vector<Affine> affine_of(const Model& model, const Node& norm) {
  const double epsilon = std::get<double>(norm.layer->attributes().at("epsilon"));
  const auto scale = values_of(model, norm, "scale"), bias = values_of(model, norm, "bias"),
             mean = values_of(model, norm, "mean"), variance = values_of(model, norm, "var");
  std::vector<Affine> channels(scale.size());
  for (std::size_t c = 0; c < channels.size(); ++c) {
    channels[c].scale = scale[c] / std::sqrt(variance[c] + epsilon);
    channels[c].shift = bias[c] - channels[c].scale * mean[c];
  }
  return channels;
}

class Folding {
 public:
  explicit Folding(const Model& model)
      : old_(model), norm_of_(model.graph->nodes().size(), kGraphInput), goes_(model.graph->nodes().size()) {}

  Model run() {
    find_what_goes();
    build();
    Model result{.graph = graph_,
                 .parameters = AlignedVector<float>(graph_->parameter_buffer_size(), 0.0f),
                 .class_names = old_.class_names,
                 .metadata = old_.metadata};
    for (int i = 0; i < old_.graph->size(); ++i)
      if (!goes_[static_cast<std::size_t>(i)]) fill(i, result);
    return result;
  }

 private:
  void find_what_goes() {
    for (int i = 0; i < old_.graph->size(); ++i) {
      const Node& node = old_.graph->node(i);
      const int taker = takes_norm(*old_.graph, node);
      if (taker != kGraphInput) norm_of_[static_cast<std::size_t>(taker)] = i;
      goes_[static_cast<std::size_t>(i)] = taker != kGraphInput || node.layer->kind() == "dropout";
    }
  }

  void build() {
    const Graph& graph = *old_.graph;
    graph_ = std::make_shared<Graph>(graph.input_shape(), graph.input_order());
    for (int i = 0; i < graph.size(); ++i) {
      const Node& node = graph.node(i);
      std::vector<int> inputs;
      for (const int input : node.inputs)
        inputs.push_back(input == kGraphInput ? kGraphInput : place_[static_cast<std::size_t>(input)]);
      if (goes_[static_cast<std::size_t>(i)]) {
        place_.push_back(inputs[0]);
        continue;
      }
      Attributes attributes = node.layer->attributes();
      if (norm_of_[static_cast<std::size_t>(i)] != kGraphInput) attributes[kHasBias] = std::int64_t{1};
      place_.push_back(graph_->add(node.name, make_layer(node.layer->kind(), attributes), inputs));
    }
  }

  void fill(int i, Model& result) const {
    const Node& from = old_.graph->node(i);
    const Node& to = graph_->node(place_[static_cast<std::size_t>(i)]);
    const int norm = norm_of_[static_cast<std::size_t>(i)];
    if (norm == kGraphInput) {
      for (std::size_t k = 0; k < from.parameters.size(); ++k) {
        const auto values = old_.parameter(from.parameters[k]);
        std::copy(values.begin(), values.end(), result.parameter(to.parameters[k]).begin());
      }
      return;
    }
    const std::vector<Affine> channels = affine_of(old_, old_.graph->node(norm));
    const ParameterSlot& weights = *find_slot(from, "weight");
    std::vector<float> values = to_figure_order(weights.spec, old_.parameter(weights));
    const std::size_t each = values.size() / channels.size();  // figures hold one output after the other
    for (std::size_t k = 0; k < values.size(); ++k)
      values[k] = static_cast<float>(channels[k / each].scale * values[k]);
    const ParameterSlot& scaled = *find_slot(to, "weight");
    from_figure_order(scaled.spec, values, result.parameter(scaled));
    const auto old_bias = values_of(old_, from, "bias");
    const auto bias = result.parameter(*find_slot(to, "bias"));
    for (std::size_t c = 0; c < channels.size(); ++c)
      bias[c] = static_cast<float>(channels[c].scale * (old_bias.empty() ? 0.0 : static_cast<double>(old_bias[c])) +
                                   channels[c].shift);
  }

  const Model& old_;
  std::vector<int> norm_of_;  ///< a layer's batch norm, or kGraphInput
  std::vector<bool> goes_;    ///< folded norms and dropout
  std::shared_ptr<Graph> graph_;
  std::vector<int> place_;  ///< where an old node's output is found in the new graph
};

}  // namespace

Model for_inference(const Model& model) { return Folding(model).run(); }

}  // namespace convlens
