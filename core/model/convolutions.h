#pragma once
#include <optional>

#include "core/model/graph.h"

namespace convlens {

/// The node where it is a convolution, else the nearest one before it, along first inputs; nothing where there is none.
std::optional<int> convolution_at_or_before(const Graph& graph, int node);

}  // namespace convlens
