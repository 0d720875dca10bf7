#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// The sum of two values of one shape. ONNX Add.
class Add : public LayerOf<Add> {
 public:
  explicit Add(const Attributes& attributes);

  std::string_view kind() const override { return "add"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;
};

}  // namespace convlens
