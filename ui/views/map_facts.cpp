#include "ui/views/map_facts.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace convlens::ui {

std::vector<MapFacts> facts_of_maps(const Tensor<float>& values) {
  const Shape& shape = values.shape();
  std::vector<MapFacts> facts(static_cast<std::size_t>(shape.channels),
                              {-std::numeric_limits<float>::infinity(), true, true});
  const float* value = values.data();
  for (int position = 0; position < shape.height * shape.width; ++position)
    for (MapFacts& map : facts) {
      map.largest = std::max(map.largest, *value);
      if (fires(*value))
        map.dead = false;
      else
        map.saturated = false;
      ++value;
    }
  return facts;
}

std::vector<int> ordered_maps(const std::vector<MapFacts>& facts, MapOrder order) {
  std::vector<int> maps(facts.size());
  std::iota(maps.begin(), maps.end(), 0);
  if (order == MapOrder::activation)
    std::stable_sort(maps.begin(), maps.end(), [&](int a, int b) {
      return facts[static_cast<std::size_t>(a)].largest > facts[static_cast<std::size_t>(b)].largest;
    });
  return maps;
}

}  // namespace convlens::ui
