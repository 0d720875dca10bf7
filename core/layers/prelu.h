#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// y = x for x > 0, else slope[c] x, the slopes learnt. ONNX PRelu; parameter slope (c, 1, 1). Its own
/// derivative under every rule, as for LeakyRelu.
class Prelu : public LayerOf<Prelu> {
 public:
  explicit Prelu(const Attributes& attributes);

  std::string_view kind() const override { return "prelu"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  std::vector<ParameterSpec> parameters(std::span<const Shape> inputs) const override;
  bool is_nonlinearity() const override { return true; }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;
};

}  // namespace convlens
