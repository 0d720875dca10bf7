#include "core/figures/stems.h"

#include <algorithm>
#include <set>

namespace convlens {

LayerStems::LayerStems(const Graph& graph) {
  std::set<std::string> taken;
  const auto take = [&](std::string wish) {
    std::replace(wish.begin(), wish.end(), '/', '_');
    std::string stem = wish;
    for (int copy = 2; !taken.insert(stem).second; ++copy) stem = wish + "_" + std::to_string(copy);
    stems_.push_back(stem);
  };
  take("input");
  for (const Node& node : graph.nodes()) take(node.name);
}

}  // namespace convlens
