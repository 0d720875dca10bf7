#include "core/data/round_cone.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace convlens {
namespace {

// Less cover than this is rounding, not ink: a grey level of 1 in 255 is four times as much.
constexpr float kLeastCover = 1e-3f;
constexpr float kSoftEdge = 0.5f;

/// Signed distance to the hull of two discs: outside positive. The side of the hull touches both circles, so
/// a point's nearest element is found along a direction tilted by sin = (r0 - r1) / length from the axis's
/// normal.
class RoundCone {
 public:
  RoundCone(const Disc& from, const Disc& to) : from_(from), to_(to) {
    const float dx = to.x - from.x, dy = to.y - from.y;
    length_ = std::hypot(dx, dy);
    // One disc inside the other: the hull is the larger one.
    if (length_ <= std::abs(from.radius - to.radius)) {
      if (to.radius > from.radius) from_ = to;
      to_ = from_;
      length_ = 0;
      return;
    }
    axis_x_ = dx / length_;
    axis_y_ = dy / length_;
    sine_ = (from.radius - to.radius) / length_;
    cosine_ = std::sqrt(std::max(0.0f, 1 - sine_ * sine_));
  }

  float distance(float x, float y) const {
    const float px = x - from_.x, py = y - from_.y;
    if (length_ == 0) return std::sqrt(px * px + py * py) - from_.radius;
    const float along = px * axis_x_ + py * axis_y_;
    const float across = std::abs(px * axis_y_ - py * axis_x_);
    const float side = along * cosine_ - across * sine_;
    if (side < 0) return std::sqrt(px * px + py * py) - from_.radius;
    if (side > cosine_ * length_) {
      const float beyond = along - length_;
      return std::sqrt(across * across + beyond * beyond) - to_.radius;
    }
    return across * cosine_ + along * sine_ - from_.radius;
  }

  float reach() const { return std::max(from_.radius, to_.radius) + kSoftEdge; }
  float top() const { return std::min(from_.y - from_.radius, to_.y - to_.radius) - kSoftEdge; }
  float bottom() const { return std::max(from_.y + from_.radius, to_.y + to_.radius) + kSoftEdge; }

  /// The x between which the row at y can be touched: that of the rectangle around the cone, along its axis.
  void row(float y, float& left, float& right) const {
    left = std::min(from_.x, to_.x) - reach();
    right = std::max(from_.x, to_.x) + reach();
    if (length_ == 0) return;
    const float py = y - from_.y;
    clip(axis_x_, py * axis_y_, -reach(), length_ + reach(), left, right);
    clip(axis_y_, -py * axis_x_, -reach(), reach(), left, right);
  }

 private:
  /// Keeps the x for which low <= (x - from.x) * slope + offset <= high.
  void clip(float slope, float offset, float low, float high, float& left, float& right) const {
    constexpr float kLevel = 1e-3f;
    if (std::abs(slope) < kLevel) return;
    float a = from_.x + (low - offset) / slope, b = from_.x + (high - offset) / slope;
    if (a > b) std::swap(a, b);
    left = std::max(left, a);
    right = std::min(right, b);
  }

  Disc from_, to_;
  float length_ = 0, axis_x_ = 1, axis_y_ = 0, sine_ = 0, cosine_ = 1;
};

int first_pixel(float edge, int size) {
  return static_cast<int>(std::floor(std::clamp(edge, 0.0f, static_cast<float>(size))));
}
int last_pixel(float edge, int size) {
  return static_cast<int>(std::ceil(std::clamp(edge, 0.0f, static_cast<float>(size))));
}

}  // namespace

void draw_round_cone(const Disc& from, const Disc& to, Ink kind, GreyImage& ink) {
  if (from.radius <= 0 && to.radius <= 0) return;
  const RoundCone cone(from, to);
  const int bottom = last_pixel(cone.bottom(), ink.height);
  for (int y = first_pixel(cone.top(), ink.height); y < bottom; ++y) {
    const float centre_y = static_cast<float>(y) + 0.5f;
    float left = 0, right = 0;
    cone.row(centre_y, left, right);
    if (!(left < right)) continue;
    float* row = ink.pixels.data() + static_cast<std::size_t>(y) * ink.width;
    const int end = last_pixel(right, ink.width);
    for (int x = first_pixel(left, ink.width); x < end; ++x) {
      const float cover = kSoftEdge - cone.distance(static_cast<float>(x) + 0.5f, centre_y);
      if (cover < kLeastCover) continue;
      row[x] = kind == Ink::taken ? 0.0f : std::max(row[x], std::min(cover, 1.0f));
    }
  }
}

}  // namespace convlens
