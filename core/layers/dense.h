#pragma once
#include "core/layers/attributes.h"

namespace convlens {

/// Fully connected: y = W x + b on a vector. ONNX Gemm with transB = 1; weight (out, in), bias (out).
/// Attributes: transB (always 1), convlens_out_channels, convlens_bias (default 1).
class Dense : public LayerOf<Dense> {
 public:
  explicit Dense(const Attributes& attributes);

  std::string_view kind() const override { return "dense"; }
  Attributes attributes() const override;
  /// Throws Error(shape_mismatch) unless the input is a vector: a flatten layer stands before it.
  Shape output_shape(std::span<const Shape> inputs) const override;
  std::vector<ParameterSpec> parameters(std::span<const Shape> inputs) const override;
  std::int64_t multiply_adds(std::span<const Shape> inputs) const override;
  Window window() const override { return {.whole_input = true}; }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  int out_;
  bool has_bias_;
};

}  // namespace convlens
