#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// The mean of each map: c x h x w -> c. ONNX GlobalAveragePool. Sums in double, so that large maps lose nothing.
class GlobalAveragePool : public LayerOf<GlobalAveragePool> {
 public:
  explicit GlobalAveragePool(const Attributes& attributes);

  std::string_view kind() const override { return "global_average_pool"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;
  Window window() const override { return {.whole_input = true}; }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;
};

}  // namespace convlens
