#pragma once
#include "core/kernels/conv2d.h"
#include "core/layers/attributes.h"

namespace convlens {

/// 2-d convolution (cross-correlation, as all frameworks have it). ONNX Conv.
/// Input ci x h x w, output co x oh x ow; weight (co, ci / group, kh, kw), bias (co).
/// oh = floor((h + pad_top + pad_bottom - dilation (kh - 1) - 1) / stride) + 1.
/// Attributes: kernel_shape, strides, pads, dilations, group, convlens_out_channels, convlens_bias (default 1).
class Conv2d : public LayerOf<Conv2d> {
 public:
  explicit Conv2d(const Attributes& attributes);

  std::string_view kind() const override { return "conv2d"; }
  Attributes attributes() const override;
  /// Throws Error(shape_mismatch) when the channels do not divide into the groups or the window does not fit.
  Shape output_shape(std::span<const Shape> inputs) const override;
  std::vector<ParameterSpec> parameters(std::span<const Shape> inputs) const override;
  std::int64_t multiply_adds(std::span<const Shape> inputs) const override;
  Window window() const override { return window_.window(); }
  void forward_cut_outs(std::span<const ForwardContext<float>> each) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  PaddingBefore padding() const { return {window_.pads[0], window_.pads[1]}; }
  kernels::Conv2dGeometry geometry(const Shape& input, const Shape& output, const PaddingBefore& padding) const;

  WindowAttributes window_;
  int out_channels_, groups_;
  bool has_bias_;
};

}  // namespace convlens
