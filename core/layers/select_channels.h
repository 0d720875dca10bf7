#pragma once
#include "core/layers/layer.h"

namespace convlens {

inline constexpr const char* kChannels = "convlens_channels";

/// Some of the input's channels, in an order of its own, each as often as it is named: what a shuffle of
/// groups, a split and a change from RGB to BGR have in common. ONNX Gather with axis = 1. Backward: each
/// signal goes back to its channel. Attribute: convlens_channels, for each output channel the input's (0 and
/// up).
class SelectChannels : public LayerOf<SelectChannels> {
 public:
  explicit SelectChannels(const Attributes& attributes);

  std::string_view kind() const override { return "select_channels"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  std::vector<std::int64_t> channels_;
};

}  // namespace convlens
