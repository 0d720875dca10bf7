#include "core/explain/compare.h"

#include <cmath>
#include <limits>

#include "core/explain/rank_correlation.h"

namespace convlens {

std::vector<float> minus(std::span<const float> a, std::span<const float> b) {
  std::vector<float> difference(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) difference[i] = a[i] - b[i];
  return difference;
}

Difference difference_of(std::span<const float> a, std::span<const float> b) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  Difference result;
  double of_a = 0, of_b = 0, together = 0, apart = 0;
  std::size_t differing = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = static_cast<double>(a[i]), y = static_cast<double>(b[i]), distance = std::abs(x - y);
    of_a += x * x;
    of_b += y * y;
    together += x * y;
    apart += distance * distance;
    differing += a[i] != b[i];
    if (distance > result.largest) {
      result.largest = distance;
      result.at = i;
    }
  }
  result.differing = static_cast<double>(differing) / static_cast<double>(a.size());
  result.relative_l2 = apart == 0 ? 0 : of_a == 0 ? kNone : std::sqrt(apart / of_a);
  result.cosine = of_a == 0 || of_b == 0 ? kNone : together / std::sqrt(of_a * of_b);
  result.rank_correlation = rank_correlation(a, b);
  return result;
}

}  // namespace convlens
