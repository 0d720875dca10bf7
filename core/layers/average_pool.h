#pragma once
#include "core/layers/attributes.h"

namespace convlens {

/// Average pooling. ONNX AveragePool. Attributes: kernel_shape, strides, pads, ceil_mode, count_include_pad (1: divide
/// by the whole window, 0: by the pixels inside the image).
class AveragePool : public LayerOf<AveragePool> {
 public:
  explicit AveragePool(const Attributes& attributes);

  std::string_view kind() const override { return "average_pool"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  Window window() const override { return window_.window(); }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  WindowAttributes window_;
  bool count_padding_;
};

}  // namespace convlens
