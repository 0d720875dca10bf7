#pragma once
#include <cstdint>
#include <vector>

#include "core/model/model.h"

namespace convlens {

/// Pictures that are searched for, not given: x, of length 1 or so, stands for the picture mean + sigma x (Mahendran &
/// Vedaldi 2015: the mean picture, and the mean length of a picture without it). Both come from the network's own
/// normalisation; where it has none they are 0 and the length of a picture of ones.
class PixelSpace {
 public:
  explicit PixelSpace(const Graph& graph);

  double sigma() const { return sigma_; }
  /// (1, input shape) both.
  void picture_of(const Tensor<float>& x, Tensor<float>& picture) const;
  /// Normal noise of length `length`; the same for the same seed everywhere. `stream`: which of several pictures.
  Tensor<float> noise(double length, std::uint64_t seed, int stream) const;
  /// The derivative in x from the one in pixels.
  void to_x(Tensor<float>& derivative) const;
  /// Keeps the picture's pixels between 0 and 1.
  void clamp(Tensor<float>& x) const;

 private:
  Shape shape_;
  std::vector<float> mean_;  ///< one a channel
  double sigma_ = 1;
};

/// weight x (sum of |x|^alpha) added to a derivative: returns the value. Scaled so that one weight serves pictures of
/// every size: x is multiplied by the square root of its number of values and the sum becomes a mean.
double add_norm_penalty(const Tensor<float>& x, double alpha, double weight, Tensor<float>& derivative);
/// The same of the squared differences between neighbours in y and x (total variation, beta = 2).
double add_variation_penalty(const Tensor<float>& x, double weight, Tensor<float>& derivative);

double length_of(const Tensor<float>& values);

}  // namespace convlens
