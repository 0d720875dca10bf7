#pragma once
#include "core/kernels/lrn.h"
#include "core/layers/layer.h"

namespace convlens {

/// The constants of Krizhevsky et al. (2012), section 3.3; ONNX divides alpha by the size, the paper does not:
/// 5 * 1e-4.
inline constexpr std::int64_t kPaperLrnSize = 5;
inline constexpr double kPaperLrnAlpha = 5e-4, kPaperLrnBeta = 0.75, kPaperLrnBias = 2;

/// AlexNet's local response normalisation across channels. ONNX LRN:
/// y[c] = x[c] / s[c]^beta, s[c] = bias + alpha / size * sum of x[j]^2, j from c - (size - 1) div 2 to
/// c + ceil((size - 1) / 2) inside the channels. Attributes: size, alpha (1e-4), beta (0.75), bias (1).
/// Backward: dx[i] = dy[i] s[i]^-beta - 2 alpha beta / size x[i] sum over j that see i of dy[j] x[j] s[j]^(-beta-1);
/// the identity for deconvnet and guided backprop (REFERENCE.md).
class Lrn : public LayerOf<Lrn> {
 public:
  explicit Lrn(const Attributes& attributes);

  std::string_view kind() const override { return "lrn"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  kernels::LrnParameters parameters_of_kernel() const;

  int size_;
  double alpha_, beta_, bias_;
};

}  // namespace convlens
