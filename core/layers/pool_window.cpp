#include "core/layers/pool_window.h"

#include "core/layers/checks.h"

namespace convlens {

WindowAttributes pool_window(const Attributes& attributes) {
  const WindowAttributes window(attributes);
  for (int axis = 0; axis < 2; ++axis) {
    if (window.dilation[axis] != 1)
      throw Error(ErrorKind::bad_value, "dilations", std::to_string(window.dilation[axis]), "1 in a pooling layer");
    for (const int pad : {window.pads[axis], window.pads[axis + 2]})
      if (pad >= window.kernel[axis])
        throw Error(ErrorKind::bad_value, "pads", std::to_string(pad),
                    "less than the window's size, " + std::to_string(window.kernel[axis]));
  }
  return window;
}

Shape pooled_shape(const WindowAttributes& window, std::span<const Shape> inputs) {
  const Shape& in = only_input(inputs);
  try {
    return {in.channels, window.output_size(0, in.height), window.output_size(1, in.width)};
  } catch (const Error& error) {
    throw Error(ErrorKind::shape_mismatch, {}, to_string(in) + " (" + error.found() + ")", error.expected());
  }
}

kernels::PoolGeometry pool_geometry(const WindowAttributes& window, const Shape& in, const Shape& out,
                                    const std::optional<PaddingBefore>& cut_out) {
  const PaddingBefore padding = cut_out.value_or(PaddingBefore{window.pads[0], window.pads[1]});
  return {.channels = in.channels,
          .in_height = in.height,
          .in_width = in.width,
          .out_height = out.height,
          .out_width = out.width,
          .kernel_y = window.kernel[0],
          .kernel_x = window.kernel[1],
          .stride_y = window.stride[0],
          .stride_x = window.stride[1],
          .pad_top = padding.top,
          .pad_left = padding.left};
}

}  // namespace convlens
