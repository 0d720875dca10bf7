#pragma once
#include <string>
#include <vector>

#include "core/model/graph.h"

namespace convlens {

/// The stems of the files of a network's layers: a layer's name with '/' as '_'; "input" is the graph's
/// input, and names that would meet get "_2" and so on, in the order of the graph.
class LayerStems {
 public:
  explicit LayerStems(const Graph& graph);
  /// kGraphInput: the input.
  const std::string& of(int node) const { return stems_[static_cast<std::size_t>(node - kGraphInput)]; }

 private:
  std::vector<std::string> stems_;
};

}  // namespace convlens
