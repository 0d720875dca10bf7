#include "core/model/rectified.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace convlens {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& kinds, std::string_view kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// Layers behind a ReLU that make nothing positive of what is not.
constexpr std::array<std::string_view, 8> kKeepsRectified{"max_pool", "average_pool",   "global_average_pool",
                                                          "flatten",  "dropout",        "lrn",
                                                          "concat",   "select_channels"};
constexpr std::array<std::string_view, 2> kBetween{"batch_norm", "dropout"};

}  // namespace

bool is_rectified(const Graph& graph, int node) {
  if (node == kGraphInput) return false;
  const Node& n = graph.node(node);
  if (n.layer->kind() == "relu") return true;
  return is_one_of(kKeepsRectified, n.layer->kind()) &&
         std::all_of(n.inputs.begin(), n.inputs.end(), [&](int i) { return is_rectified(graph, i); });
}

std::optional<int> rectifier_behind(const Graph& graph, int node) {
  for (int i = node + 1; i < graph.size(); ++i) {
    const Node& next = graph.node(i);
    if (std::find(next.inputs.begin(), next.inputs.end(), node) == next.inputs.end()) continue;
    if (next.layer->kind() == "relu") return i;
    if (is_one_of(kBetween, next.layer->kind())) return rectifier_behind(graph, i);
  }
  return {};
}

}  // namespace convlens
