#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// The largest value of each map: c x h x w -> c. ONNX GlobalMaxPool. As in MaxPool the first maximum in row
/// order wins, and its place is the switch that the signal goes back to.
class GlobalMaxPool : public LayerOf<GlobalMaxPool> {
 public:
  explicit GlobalMaxPool(const Attributes& attributes);

  std::string_view kind() const override { return "global_max_pool"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  Window window() const override { return {.whole_input = true}; }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;
};

}  // namespace convlens
