#pragma once
#include <vector>

#include "core/base/random.h"

namespace convlens {

/// A smooth random displacement of every pixel (Simard, Steinkraus & Platt 2003): white noise smoothed by a
/// Gaussian of standard deviation 4 pixels, here as the cubic B-spline over a grid of normal deviates that
/// has this width; each component is normal with the given strength as its standard deviation, in pixels.
class ElasticField {
 public:
  void draw(int width, int height, float strength, Random& random);

  float x(int row, int column) const { return x_[static_cast<std::size_t>(row) * width_ + column]; }
  float y(int row, int column) const { return y_[static_cast<std::size_t>(row) * width_ + column]; }

 private:
  void fill(std::vector<float>& field, int height, float strength, Random& random);

  int width_ = 0;
  std::vector<float> x_, y_, knots_, rows_;
};

}  // namespace convlens
