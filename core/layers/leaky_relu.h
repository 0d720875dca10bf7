#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// y = x for x > 0, else alpha x. ONNX LeakyRelu. Its own derivative under every rule: the deconvnet rules speak of
/// ReLU only. Attribute: alpha (0.01).
class LeakyRelu : public LayerOf<LeakyRelu> {
 public:
  explicit LeakyRelu(const Attributes& attributes);

  std::string_view kind() const override { return "leaky_relu"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  bool is_nonlinearity() const override { return true; }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  double alpha_;
};

}  // namespace convlens
