#pragma once
#include <vector>

#include "core/model/rectified.h"
#include "core/model/run.h"

namespace convlens::ui {

/// One map on the present input.
struct MapFacts {
  float largest = 0;
  bool dead = false;       ///< nowhere above 0
  bool saturated = false;  ///< above 0 at every position
};
/// Of every map of a layer, of sample 0.
std::vector<MapFacts> facts_of_maps(const Tensor<float>& values);

enum class MapOrder { index, activation };
/// Map indices in the order to show them in; by activation: the largest single one first, equal ones by
/// index.
std::vector<int> ordered_maps(const std::vector<MapFacts>& facts, MapOrder order);

}  // namespace convlens::ui
