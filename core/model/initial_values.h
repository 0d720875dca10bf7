#pragma once
#include <cstdint>
#include <span>
#include <stop_token>

#include "core/model/graph.h"

namespace convlens {

/// One parameter of a node as initialised_model() makes it, in memory order: for whoever needs new weights
/// layer by layer. values: as many as the parameter has. False when stopped: the largest ones take a second.
bool initialise_parameter(const Graph& graph, int node, std::size_t parameter, std::uint64_t seed,
                          std::span<float> values, const std::stop_token& stop = {});

}  // namespace convlens
