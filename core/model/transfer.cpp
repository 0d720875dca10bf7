#include "core/model/transfer.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"

namespace convlens {
namespace {

bool decides(const Node& node) { return node.layer->kind() == "dense" || node.layer->kind() == "conv2d"; }

/// How far weights are from where they were, in parts of what they were.
class Distance {
 public:
  void add(std::span<const float> before, std::span<const float> after) {
    for (std::size_t k = 0; k < before.size(); ++k) {
      moved_ += std::pow(static_cast<double>(after[k]) - before[k], 2);
      size_ += std::pow(static_cast<double>(before[k]), 2);
    }
  }
  double relative() const { return size_ > 0 ? std::sqrt(moved_ / size_) : 0.0; }

 private:
  double moved_ = 0, size_ = 0;
};

}  // namespace

int head_of(const Graph& graph) {
  int head = graph.output();
  while (head >= 0 && !decides(graph.node(head))) --head;
  if (head < 0)
    throw Error(ErrorKind::not_supported, "the network", "no dense layer and no convolution",
                "a head to replace");
  return head;
}

Model with_new_head(const Model& model, const std::vector<std::string>& class_names, std::uint64_t seed) {
  const Graph& old = *model.graph;
  const int head = head_of(old);
  const auto classes = static_cast<std::int64_t>(class_names.size());
  auto graph = std::make_shared<Graph>(old.input_shape(), old.input_order());
  for (int i = 0; i < old.size(); ++i) {
    const Node& node = old.node(i);
    Attributes attributes = node.layer->attributes();
    if (i == head) attributes[kOutChannels] = classes;
    graph->add(node.name, make_layer(node.layer->kind(), attributes), node.inputs);
  }
  Model result = initialised_model(graph, seed);
  for (int i = 0; i < old.size(); ++i) {
    if (i == head) continue;
    const auto &from = old.node(i).parameters, &to = graph->node(i).parameters;
    for (std::size_t k = 0; k < from.size(); ++k) {
      if (from[k].size != to[k].size)  // what follows the head has weights for each class
        throw Error(ErrorKind::not_supported, old.node(i).name,
                    "weights behind the head " + old.node(head).name,
                    "a head with nothing but a softmax behind it");
      const auto values = model.parameter(from[k]);
      std::copy(values.begin(), values.end(), result.parameter(to[k]).begin());
    }
  }
  if (graph->shape_of(graph->output()).size() != class_names.size())
    throw Error(ErrorKind::not_supported, old.node(head).name,
                "an output of " + to_string(graph->shape_of(graph->output())), "one value a class");
  result.class_names = class_names;
  return result;
}

std::shared_ptr<const Graph> frozen_up_to(const Graph& graph, const std::string& layer) {
  auto copy = std::make_shared<Graph>(graph);
  copy->freeze(graph.find(layer));
  if (copy->parameter_count() == 0)
    throw Error(ErrorKind::bad_value, "freeze", layer + ", and no layer behind it has weights", "an earlier layer");
  return copy;
}

std::shared_ptr<const Graph> thawed(const Graph& graph) {
  auto copy = std::make_shared<Graph>(graph.input_shape(), graph.input_order());
  for (const Node& node : graph.nodes())
    copy->add(node.name, make_layer(node.layer->kind(), node.layer->attributes()), node.inputs);
  return copy;
}

std::vector<LayerMove> moves_between(const Model& before, const Model& after) {
  std::vector<LayerMove> moves;
  for (int i = 0; i < before.graph->size(); ++i) {
    const Node& node = before.graph->node(i);
    Distance distance;
    bool any = false;
    for (const ParameterSlot& slot : node.parameters) {
      if (!slot.spec.trainable) continue;
      any = true;
      distance.add(before.parameter(slot), after.parameter(slot));
    }
    if (any) moves.push_back({node.name, distance.relative(), after.graph->node(i).frozen});
  }
  return moves;
}

std::vector<double> filter_moves(const Model& before, const Model& after, int convolution) {
  const Filters old = filters_of(before, convolution), now = filters_of(after, convolution);
  const std::size_t size = old.values.size() / static_cast<std::size_t>(old.out);
  std::vector<double> moves;
  for (std::size_t filter = 0; filter < static_cast<std::size_t>(old.out); ++filter) {
    Distance distance;
    distance.add(std::span(old.values).subspan(filter * size, size), std::span(now.values).subspan(filter * size, size));
    moves.push_back(distance.relative());
  }
  return moves;
}

}  // namespace convlens
