#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/thread_pool.h"
#include "core/data/samples.h"
#include "core/model/model.h"

namespace convlens {

/// How many of a convolution's maps never fire (core/model/rectified.h) on any of the pictures.
struct DeadMaps {
  std::string layer;  ///< the convolution
  int dead = 0, maps = 0;
  friend bool operator==(const DeadMaps&, const DeadMaps&) = default;
};

/// Of every convolution with a ReLU behind it, in the order of the graph. The same with any number of
/// threads. nullopt: stopped.
std::optional<std::vector<DeadMaps>> count_dead_maps(const Model& model, const Samples& samples,
                                                     ThreadPool& pool, const std::stop_token& stop = {});

/// All layers' together.
DeadMaps total_of(const std::vector<DeadMaps>& layers);

}  // namespace convlens
