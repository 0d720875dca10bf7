#pragma once
#include <span>
#include <vector>

namespace convlens {

/// A point that a pen passes through; 100 units are the height of a digit, y down.
struct Knot {
  float x = 0, y = 0;
  bool corner = false;  ///< the pen turns sharply here instead of swinging through
};

/// One way of writing a digit, as one writer and another would: any mixture of the two is a way as well.
struct DigitSkeleton {
  float weight = 1;                        ///< how often, compared with the digit's other ways
  std::vector<std::vector<Knot>> one;      ///< strokes in the order of writing
  std::vector<std::vector<Knot>> another;  ///< the same strokes with as many knots
};

/// All ways of writing a digit, 0..9.
std::span<const DigitSkeleton> digit_skeletons(int digit);

}  // namespace convlens
