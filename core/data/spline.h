#pragma once
#include <vector>

#include "core/data/digit_skeletons.h"

namespace convlens {

inline constexpr int kPointsASpan = 6;

/// A smooth curve through all knots, kPointsASpan points from each knot to the next: centripetal Catmull-Rom
/// (Yuksel, Schaefer & Keyser 2011: no loops or cusps of its own), broken at corners.
std::vector<Knot> spline(const std::vector<Knot>& knots);

}  // namespace convlens
