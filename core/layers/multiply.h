#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// The product of two values of one shape, or of maps with one factor each (a gate of c x 1 x 1:
/// squeeze-and-excite). ONNX Mul. Backward: da = dy b, db = dy a, summed over the map for a gate; under every
/// rule.
class Multiply : public LayerOf<Multiply> {
 public:
  explicit Multiply(const Attributes& attributes);

  std::string_view kind() const override { return "multiply"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;
};

}  // namespace convlens
