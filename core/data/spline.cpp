#include "core/data/spline.h"

#include <algorithm>
#include <cmath>

namespace convlens {
namespace {

// Two knots in one place have no direction between them.
constexpr float kLeastInterval = 1e-3f;

float interval(const Knot& a, const Knot& b) {
  return std::max(kLeastInterval, std::sqrt(std::hypot(b.x - a.x, b.y - a.y)));
}

/// Where a curve ends, its end is prolonged by the mirror image of what is next to it.
Knot mirrored(const Knot& end, const Knot& next) { return {2 * end.x - next.x, 2 * end.y - next.y}; }

struct Tangent {
  float x, y;
};

/// The derivative at b of the parabola through a, b, c at their centripetal times, over an interval of
/// length 1.
Tangent tangent(const Knot& a, const Knot& b, const Knot& c, float span) {
  const float before = interval(a, b), after = interval(b, c);
  const auto slope = [&](float pa, float pb, float pc) {
    return span * ((pb - pa) / before - (pc - pa) / (before + after) + (pc - pb) / after);
  };
  return {slope(a.x, b.x, c.x), slope(a.y, b.y, c.y)};
}

float hermite(float p, float q, float dp, float dq, float t) {
  const float t2 = t * t, t3 = t2 * t;
  return (2 * t3 - 3 * t2 + 1) * p + (t3 - 2 * t2 + t) * dp + (3 * t2 - 2 * t3) * q + (t3 - t2) * dq;
}

}  // namespace

std::vector<Knot> spline(const std::vector<Knot>& knots) {
  std::vector<Knot> curve;
  if (knots.empty()) return curve;
  curve.reserve(knots.size() * kPointsASpan + 1);
  curve.push_back(knots.front());
  for (std::size_t i = 0; i + 1 < knots.size(); ++i) {
    const Knot &from = knots[i], &to = knots[i + 1];
    const Knot before = i == 0 || from.corner ? mirrored(from, to) : knots[i - 1];
    const Knot after = i + 2 == knots.size() || to.corner ? mirrored(to, from) : knots[i + 2];
    const float span = interval(from, to);
    const Tangent leaving = tangent(before, from, to, span), arriving = tangent(from, to, after, span);
    for (int k = 1; k <= kPointsASpan; ++k) {
      const float t = static_cast<float>(k) / kPointsASpan;
      curve.push_back(
          {hermite(from.x, to.x, leaving.x, arriving.x, t), hermite(from.y, to.y, leaving.y, arriving.y, t)});
    }
  }
  return curve;
}

}  // namespace convlens
