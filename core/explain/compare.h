#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace convlens {

/// How far two arrays of one size lie apart. Sums are taken in double, in the order of the values.
struct Difference {
  double largest = 0;          ///< the largest |a - b|
  std::size_t at = 0;          ///< where it is; the first such place
  double relative_l2 = 0;      ///< |a - b| / |a|, Euclidean; 0 where nothing differs, NaN where only a is all 0
  double cosine = 0;           ///< a.b / (|a||b|); NaN where one of them is all 0
  double rank_correlation = 0; ///< Spearman's; NaN where all values of one side are equal
  double differing = 0;        ///< the share of the places whose values are not the same, 0 to 1
};

/// a - b, value by value.
std::vector<float> minus(std::span<const float> a, std::span<const float> b);
/// Of equal arrays largest, relative_l2 and differing are exactly 0. Both of one size, and not empty.
Difference difference_of(std::span<const float> a, std::span<const float> b);

}  // namespace convlens
