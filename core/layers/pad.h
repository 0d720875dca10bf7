#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// A border of constant pixels. ONNX Pad. Backward: the signal without the border.
/// Attributes: pads (top, left, bottom, right), value (0).
class Pad : public LayerOf<Pad> {
 public:
  explicit Pad(const Attributes& attributes);

  std::string_view kind() const override { return "pad"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  Window window() const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  int pads_[4];
  double value_;
};

}  // namespace convlens
