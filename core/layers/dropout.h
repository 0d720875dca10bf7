#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// Training: each value is zeroed with probability `ratio`, the others are divided by 1 - ratio; inference: identity.
/// ONNX Dropout. The mask is keyed by (seed, step, node, sample), so that chunks and threads change nothing.
/// Attribute: ratio (0.5).
class Dropout : public LayerOf<Dropout> {
 public:
  explicit Dropout(const Attributes& attributes);

  std::string_view kind() const override { return "dropout"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  double ratio_;
};

}  // namespace convlens
