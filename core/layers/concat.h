#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// Maps of several inputs of one size, one after the other. ONNX Concat with axis = 1 (channels).
class Concat : public LayerOf<Concat> {
 public:
  explicit Concat(const Attributes& attributes);

  std::string_view kind() const override { return "concat"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;
};

}  // namespace convlens
