#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/model/model.h"

namespace convlens {

/// Transfer learning: the trained features of a network, with a new last layer for other classes.

/// The layer that decides: the last dense layer or convolution. Throws Error(not_supported) for a network
/// without one.
int head_of(const Graph& graph);

/// The same network with a head for these classes, random (keyed by the seed); all other layers keep their
/// weights. What was said of the old classes in the metadata goes. Throws Error(not_supported).
Model with_new_head(const Model& model, const std::vector<std::string>& class_names, std::uint64_t seed);

/// The same graph with all layers up to this one (by name) frozen. Throws Error(unknown_name) for a layer that is not
/// there, Error(bad_value) when nothing would be left to train.
std::shared_ptr<const Graph> frozen_up_to(const Graph& graph, const std::string& layer);

/// The same graph with no layer frozen; the buffer of the weights is the same.
std::shared_ptr<const Graph> thawed(const Graph& graph);

/// A layer's distance from where it was.
struct LayerMove {
  std::string layer;
  double change = 0;  ///< the norm of what was added to its weights over the norm they had
  bool frozen = false;
};
/// Of every layer with trainable weights, in order; both models have the same graph but for what is frozen.
std::vector<LayerMove> moves_between(const Model& before, const Model& after);
/// The same of each filter of a convolution, its bias aside.
std::vector<double> filter_moves(const Model& before, const Model& after, int convolution);

}  // namespace convlens
