#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// c x h x w -> a vector in the order of files and figures (c, h, w), so that dense weights mean the same here as in
/// every ONNX file. ONNX Flatten with axis = 1. Attribute: convlens_channels_last (1: in the order h, w, c, as Keras
/// flattens).
class Flatten : public LayerOf<Flatten> {
 public:
  explicit Flatten(const Attributes& attributes);

  std::string_view kind() const override { return "flatten"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  Window window() const override { return {.whole_input = true}; }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  bool channels_last_;
};

}  // namespace convlens
