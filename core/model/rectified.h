#pragma once
#include <optional>

#include "core/model/graph.h"

namespace convlens {

/// Whether a rectified value is an answer. A map without one anywhere is dead on what it was shown.
inline bool fires(float value) { return value > 0; }

/// Whether a layer's values went through a ReLU last: what is nowhere above 0 has been cut off.
bool is_rectified(const Graph& graph, int node);
/// The ReLU right behind a layer (a batch norm or dropout may stand between), whose maps are the layer's one
/// for one.
std::optional<int> rectifier_behind(const Graph& graph, int node);

}  // namespace convlens
