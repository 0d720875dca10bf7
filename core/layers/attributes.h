#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/layers/layer.h"

namespace convlens {

/// Attributes of ours that ONNX keeps in the weights' dimensions or in the number of a node's inputs.
inline constexpr const char* kOutChannels = "convlens_out_channels";
inline constexpr const char* kHasBias = "convlens_bias";
/// Of flatten: ONNX has a Transpose before it.
inline constexpr const char* kChannelsLast = "convlens_channels_last";

/// Each throws Error(bad_value) with the attribute's name when it has another type or lies outside the range.
int int_attribute(const Attributes& attributes, const std::string& name, int fallback, int lowest, int highest);
/// Without a fallback: the attribute must be there.
int int_attribute(const Attributes& attributes, const std::string& name, int lowest, int highest);
double real_attribute(const Attributes& attributes, const std::string& name, double fallback);
std::vector<int> ints_attribute(const Attributes& attributes, const std::string& name, std::vector<int> fallback,
                                std::size_t count, int lowest, int highest);
std::vector<double> reals_attribute(const Attributes& attributes, const std::string& name);

Attribute to_attribute(const std::vector<int>& values);

/// kernel_shape, strides, pads (top, left, bottom, right), dilations and ceil_mode of convolutions and poolings.
struct WindowAttributes {
  int kernel[2], stride[2], pads[4], dilation[2];
  bool ceil_mode;

  explicit WindowAttributes(const Attributes& attributes);
  void write(Attributes& attributes) const;
  /// Output size along axis (0: y, 1: x); throws Error(shape_mismatch) where the window does not fit.
  int output_size(int axis, int input) const;
  Layer::Window window() const;
};

}  // namespace convlens
