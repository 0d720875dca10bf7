#pragma once
#include <algorithm>
#include <cmath>

namespace convlens {

/// A side of a picture made larger or smaller, in whole pixels: never none.
inline int scaled_side(int length, double scale) {
  return std::max(1, static_cast<int>(std::lround(length * scale)));
}

}  // namespace convlens
