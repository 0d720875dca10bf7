#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// y = max(x, 0). ONNX Relu. The one place (with LRN) where the three rules of the way down differ:
/// gradient R [f > 0], deconvnet R [R > 0], guided R [f > 0] [R > 0].
class Relu : public LayerOf<Relu> {
 public:
  explicit Relu(const Attributes& attributes);

  std::string_view kind() const override { return "relu"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  bool is_nonlinearity() const override { return true; }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;
};

}  // namespace convlens
