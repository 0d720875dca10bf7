#pragma once
#include <numeric>
#include <vector>

namespace convlens {

/// The first units (maps of a convolution, values of a vector) of a layer: 0 to count - 1.
inline std::vector<int> first_units(int count) {
  std::vector<int> units(static_cast<std::size_t>(count));
  std::iota(units.begin(), units.end(), 0);
  return units;
}

}  // namespace convlens
