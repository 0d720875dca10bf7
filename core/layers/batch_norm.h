#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// Batch normalisation (Ioffe & Szegedy 2015): y = scale (x - mean) / sqrt(variance + epsilon) + bias, a channel at a
/// time. ONNX BatchNormalization; parameters scale, bias, mean, var (the last two run along and are not trained).
/// Training takes mean and variance of the whole batch, whatever its chunks: statistics are (sum[c], sum of
/// squares[c], count), added in chunk order. Inference is a scale a channel, and so is its way down, under every rule.
/// Attributes: epsilon (1e-5), momentum (0.9, the share of the old running value).
class BatchNorm : public LayerOf<BatchNorm> {
 public:
  explicit BatchNorm(const Attributes& attributes);

  std::string_view kind() const override { return "batch_norm"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  std::vector<ParameterSpec> parameters(std::span<const Shape> inputs) const override;

  int statistics_size(std::span<const Shape> inputs) const override;
  void accumulate_statistics(ConstView<float> input, std::span<double> sums) const override;
  void accumulate_statistics(ConstView<double> input, std::span<double> sums) const override;
  /// Sums over the batch: (dbias[c], dscale[c]).
  void accumulate_gradient_statistics(const BackwardContext<float>& context, std::span<double> sums) const override;
  void accumulate_gradient_statistics(const BackwardContext<double>& context, std::span<double> sums) const override;
  /// The running variance takes the unbiased estimate (n - 1), as PyTorch's does.
  void update_running(std::span<const double> statistics, std::span<const std::span<float>> parameters) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  double epsilon_, momentum_;
};

}  // namespace convlens
