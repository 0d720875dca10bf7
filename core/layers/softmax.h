#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// y[c] = exp(x[c]) / sum of exp(x[j]) over the channels of each position. ONNX Softmax with axis = 1.
/// Backward, under every rule: dx[c] = y[c] (dy[c] - sum of dy[j] y[j]).
class Softmax : public LayerOf<Softmax> {
 public:
  explicit Softmax(const Attributes& attributes);

  std::string_view kind() const override { return "softmax"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;
};

}  // namespace convlens
