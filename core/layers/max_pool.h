#pragma once
#include "core/layers/attributes.h"

namespace convlens {

/// Max pooling that remembers its switches. ONNX MaxPool. The first maximum in row order wins, also in a window of
/// zeros; padding never wins. Backward sends each value to its switch (unpooling).
/// Attributes: kernel_shape, strides, pads, ceil_mode.
class MaxPool : public LayerOf<MaxPool> {
 public:
  explicit MaxPool(const Attributes& attributes);

  std::string_view kind() const override { return "max_pool"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  Window window() const override { return window_.window(); }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  WindowAttributes window_;
};

}  // namespace convlens
