#include "core/model/transfer.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"

namespace convlens {
namespace {

bool decides(const Node& node) { return node.layer->kind() == "dense" || node.layer->kind() == "conv2d"; }

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

std::vector<LayerMove> moves_between(const Model& before, const Model& after) {
  std::vector<LayerMove> moves;
  for (int i = 0; i < before.graph->size(); ++i) {
    const Node& node = before.graph->node(i);
    double moved = 0, size = 0;
    bool any = false;
    for (const ParameterSlot& slot : node.parameters) {
      if (!slot.spec.trainable) continue;
      any = true;
      const auto old = before.parameter(slot), now = after.parameter(slot);
      for (std::size_t k = 0; k < slot.size; ++k) {
        moved += std::pow(static_cast<double>(now[k]) - old[k], 2);
        size += std::pow(static_cast<double>(old[k]), 2);
      }
    }
    if (any)
      moves.push_back({node.name, size > 0 ? std::sqrt(moved / size) : 0.0, after.graph->node(i).frozen});
  }
  return moves;
}

}  // namespace convlens
