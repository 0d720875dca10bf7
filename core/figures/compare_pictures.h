#pragma once
#include <string>
#include <vector>

#include "core/figures/compare_figure.h"

namespace convlens {

/// One picture out of the arrays of a comparison: `channels` planes of height x width from `first` on. A vector's values
/// stand in a near-square in row order.
struct ComparePart {
  std::string name;  ///< "5", or "5,2" for the kernel of filter 5 on channel 2; empty where there is one picture only
  int unit = -1;     ///< the map, filter or unit that it belongs to
  std::size_t first = 0;
  int channels = 1, height = 1, width = 1;
  std::size_t count = 0;  ///< of values; fewer than channels x height x width where a vector ends before the square does
};
/// Empty for probabilities, which are bars.
std::vector<ComparePart> parts_of(const Comparison& comparison);
/// The largest |a - b| in a part.
float largest_difference(const Comparison& comparison, const ComparePart& part);
/// At most `count` of those of one unit (-1: of all), those that differ most first, the earlier first among equal ones.
std::vector<ComparePart> most_different(const Comparison& comparison, int unit, std::size_t count);

/// One plane, height x width: of several channels the sum; NaN where a vector has ended.
std::vector<float> plane_of(std::span<const float> values, const ComparePart& part);
bool is_colour(const ComparePart& part);

/// What the colours mean. A and B share one scale, so that they can be compared by eye, unless two methods are compared
/// whose numbers are not of one kind.
struct CompareScales {
  ColourMap map = ColourMap::diverging;  ///< of A and B
  ValueRange a, b;
  ValueRange difference;  ///< of a diverging scale
  bool shared = true;
};
CompareScales scales_of(const Comparison& comparison);

}  // namespace convlens
