#pragma once
#include <span>
#include <vector>

namespace convlens {

/// The place of each value among all, from 1; equal values share the mean of their places.
std::vector<double> ranks_of(std::span<const float> values);
/// Spearman's rank correlation, -1 to 1; NaN where all values of one side are equal. Both of one size.
double rank_correlation(std::span<const float> a, std::span<const float> b);

}  // namespace convlens
