#include "core/model/convolutions.h"

namespace convlens {

std::optional<int> convolution_at_or_before(const Graph& graph, int node) {
  while (node != kGraphInput) {
    const Node& here = graph.node(node);
    if (here.layer->kind() == "conv2d") return node;
    if (here.inputs.empty()) return {};
    node = here.inputs.front();
  }
  return {};
}

}  // namespace convlens
