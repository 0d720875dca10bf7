#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/tensor/tensor.h"

namespace convlens {

/// Some samples' features, one row each, and their classes.
struct ProbeRows {
  int count = 0;
  const float* features = nullptr;
  const std::int32_t* labels = nullptr;
};

/// A multinomial logistic regression on the frozen values of one layer: softmax(scale W x + b), trained with Adam.
/// Starts at 0, so that nothing in it is random.
class LinearProbe {
 public:
  LinearProbe(std::size_t features, int classes);

  /// The factor that brings features to a common size; before the first step.
  void set_scale(float scale) { scale_ = scale; }
  /// One step on the mean cross-entropy of a batch, which may lie in several pieces; they are added in their order.
  void learn(std::span<const ProbeRows> batch, float rate);
  /// How many of the rows are put into their own class.
  int count_right(const ProbeRows& rows) const;
  /// Mean cross-entropy, natural logarithm.
  double loss(const ProbeRows& rows) const;

 private:
  /// Probabilities of each row's classes.
  void answer(const ProbeRows& rows, std::vector<float>& probabilities) const;

  int features_, classes_;
  float scale_ = 1;
  std::int64_t steps_ = 0;
  /// Weights (features, classes), then biases; the same for the rest.
  AlignedVector<float> parameters_, gradient_, moment1_, moment2_;
};

}  // namespace convlens
