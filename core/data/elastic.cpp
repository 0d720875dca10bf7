#include "core/data/elastic.h"

#include <array>
#include <cmath>

namespace convlens {
namespace {

// A cubic B-spline's standard deviation is spacing / sqrt(3): 4 pixels for Simard's value.
constexpr float kSpacing = 6.93f;
constexpr int kSupport = 4;  // knots that reach one point
// The mean of the sum of squared weights, the seventh-order B-spline at 0: the variance that is left of a
// knot's.
constexpr float kVarianceLeft = 151.0f / 315;

std::array<float, kSupport> b_spline(float t) {
  const float s = 1 - t, t2 = t * t, t3 = t2 * t;
  return {s * s * s / 6, (3 * t3 - 6 * t2 + 4) / 6, (-3 * t3 + 3 * t2 + 3 * t + 1) / 6, t3 / 6};
}

struct Place {
  int knot;
  std::array<float, kSupport> weights;
};

Place place(int pixel) {
  const float position = static_cast<float>(pixel) / kSpacing;
  const float whole = std::floor(position);
  return {static_cast<int>(whole), b_spline(position - whole)};
}

int knots_along(int pixels) { return static_cast<int>(static_cast<float>(pixels - 1) / kSpacing) + kSupport; }

}  // namespace

void ElasticField::draw(int width, int height, float strength, Random& random) {
  width_ = width;
  fill(x_, height, strength, random);
  fill(y_, height, strength, random);
}

void ElasticField::fill(std::vector<float>& field, int height, float strength, Random& random) {
  const int across = knots_along(width_), down = knots_along(height);
  knots_.resize(static_cast<std::size_t>(across) * down);
  for (float& knot : knots_) knot = random.normal() * strength / kVarianceLeft;
  rows_.assign(static_cast<std::size_t>(down) * width_, 0.0f);
  for (int x = 0; x < width_; ++x) {
    const Place at = place(x);
    for (int k = 0; k < down; ++k)
      for (int i = 0; i < kSupport; ++i)
        rows_[static_cast<std::size_t>(k) * width_ + x] +=
            at.weights[i] * knots_[static_cast<std::size_t>(k) * across + at.knot + i];
  }
  field.assign(static_cast<std::size_t>(height) * width_, 0.0f);
  for (int y = 0; y < height; ++y) {
    const Place at = place(y);
    for (int i = 0; i < kSupport; ++i)
      for (int x = 0; x < width_; ++x)
        field[static_cast<std::size_t>(y) * width_ + x] +=
            at.weights[i] * rows_[static_cast<std::size_t>(at.knot + i) * width_ + x];
  }
}

}  // namespace convlens
