#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// y[c] = x[c] - log of the sum of exp(x[j]) over the channels of each position. ONNX LogSoftmax with axis
/// = 1. Backward, under every rule: dx[c] = dy[c] - exp(y[c]) times the sum of dy[j].
class LogSoftmax : public LayerOf<LogSoftmax> {
 public:
  explicit LogSoftmax(const Attributes& attributes);

  std::string_view kind() const override { return "log_softmax"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;
};

}  // namespace convlens
