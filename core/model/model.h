#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/model/graph.h"

namespace convlens {

/// A graph with one set of weights. Copies are cheap enough for snapshots: the graph is shared.
struct Model {
  std::shared_ptr<const Graph> graph;
  AlignedVector<float> parameters;  ///< all nodes' parameters, see ParameterSlot
  std::vector<std::string> class_names;
  std::map<std::string, std::string> metadata;  ///< "preset", "recipe", ...: travels in ONNX metadata_props

  /// A parameter of a node in memory order.
  std::span<const float> parameter(const ParameterSlot& slot) const { return {parameters.data() + slot.offset, slot.size}; }
  std::span<float> parameter(const ParameterSlot& slot) { return {parameters.data() + slot.offset, slot.size}; }
};

/// The class's name, or its number where the model has no names.
std::string class_name(const Model& model, int index);

/// Random weights, keyed by (seed, node, value): the same for the same seed everywhere.
Model initialised_model(std::shared_ptr<const Graph> graph, std::uint64_t seed);

/// A convolution's weights in the order of figures: (out, in/groups, kh, kw). Throws Error(bad_value) for a node
/// that is no convolution.
struct Filters {
  int out = 0, in = 0, height = 0, width = 0;
  std::vector<float> values;
};
Filters filters_of(const Model& model, int node);

/// Per-channel mean and standard deviation of the graph's normalisation node; 0 and 1 where it has none.
struct Normalisation {
  std::vector<float> mean, standard_deviation;
};
Normalisation normalisation_of(const Graph& graph);

}  // namespace convlens
