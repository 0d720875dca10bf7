#pragma once
#include <sstream>
#include <string>

#include "core/kernels/conv2d.h"
#include "tests/kernels/kernel_support.h"

namespace convlens::testing {

/// A convolution of a random geometry.
struct ConvCase {
  kernels::Conv2dGeometry g;
  int batch = 1;

  std::size_t x_size() const {
    return static_cast<std::size_t>(batch) * g.in_height * g.in_width * g.in_channels;
  }
  std::size_t y_size() const {
    return static_cast<std::size_t>(batch) * g.out_height * g.out_width * g.out_channels;
  }
  std::size_t w_size() const {
    return static_cast<std::size_t>(g.kernel_y) * g.kernel_x * (g.in_channels / g.groups) * g.out_channels;
  }
  std::string text() const {
    std::ostringstream out;
    out << batch << " x " << g.in_channels << "x" << g.in_height << "x" << g.in_width << " -> "
        << g.out_channels << "x" << g.out_height << "x" << g.out_width << ", kernel " << g.kernel_y << "x"
        << g.kernel_x << ", stride " << g.stride_y << "," << g.stride_x << ", padding " << g.pad_top << ","
        << g.pad_left << ", dilation " << g.dilation_y << "," << g.dilation_x << ", groups " << g.groups;
    return out.str();
  }
};

inline int output_size(int input, int kernel, int stride, int dilation, int before, int after) {
  return (input + before + after - dilation * (kernel - 1) - 1) / stride + 1;
}

inline ConvCase draw_conv_case(Draw& draw) {
  ConvCase c;
  kernels::Conv2dGeometry& g = c.g;
  const bool plain = draw.once_in(2);
  g.groups = plain || draw.once_in(2) ? 1 : draw.between(2, 4);
  g.in_channels = g.groups * draw.between(1, plain ? 70 : 70 / g.groups);
  g.out_channels = g.groups * draw.between(1, plain ? 70 : 70 / g.groups);
  g.kernel_y = draw.between(1, 5);
  g.kernel_x = draw.between(1, 5);
  g.stride_y = plain ? 1 : draw.between(1, 4);
  g.stride_x = plain ? 1 : draw.between(1, 4);
  g.dilation_y = plain ? 1 : draw.between(1, 3);
  g.dilation_x = plain ? 1 : draw.between(1, 3);
  // Padding wider than the kernel's reach is allowed, too.
  const int reach_y = g.dilation_y * (g.kernel_y - 1), reach_x = g.dilation_x * (g.kernel_x - 1);
  g.pad_top = draw.between(0, reach_y + 1);
  g.pad_left = draw.between(0, reach_x + 1);
  const int pad_bottom = draw.between(0, reach_y), pad_right = draw.between(0, reach_x);
  g.in_height = std::max(draw.between(1, 15), reach_y + 1 - g.pad_top - pad_bottom);
  g.in_width = std::max(draw.between(1, 15), reach_x + 1 - g.pad_left - pad_right);
  g.out_height = output_size(g.in_height, g.kernel_y, g.stride_y, g.dilation_y, g.pad_top, pad_bottom);
  g.out_width = output_size(g.in_width, g.kernel_x, g.stride_x, g.dilation_x, g.pad_left, pad_right);
  c.batch = draw.once_in(20) ? draw.between(4, 65) : draw.between(1, 3);
  return c;
}

/// Sets all but about one in `n` values to zero; some pixels stay full, so that lists of all lengths come up.
template <typename Values>
void thin_out(Values& values, int n, std::uint64_t seed) {
  Draw draw(seed);
  for (auto& value : values)
    if (!draw.once_in(n)) value = 0;
}

/// A case's numbers, and what the plain twin makes of them.
struct ConvReference {
  Numbers x, w, dy, bias;
  bool with_bias;
  std::vector<double> y, dx, dw, dbias;

  /// keep_one_in: of x and dy; 1 keeps all.
  ConvReference(const ConvCase& c, Draw& draw, std::uint64_t seed, int keep_one_in = 1)
      : x(c.x_size(), 3 * seed),
        w(c.w_size(), 3 * seed + 1),
        dy(c.y_size(), 3 * seed + 2),
        bias(static_cast<std::size_t>(c.g.out_channels), seed),
        with_bias(draw.once_in(2)),
        y(c.y_size()),
        dx(c.x_size()),
        dw(w.exact),
        dbias(bias.exact) {
    if (keep_one_in > 1)
      for (Numbers* values : {&x, &dy}) {
        thin_out(values->single, keep_one_in, seed);
        thin_out(values->exact, keep_one_in, seed);
      }
    kernels::conv2d_forward(c.g, c.batch, x.exact.data(), w.exact.data(),
                            with_bias ? bias.exact.data() : nullptr, y.data());
    kernels::conv2d_backward_data(c.g, c.batch, dy.exact.data(), w.exact.data(), dx.data());
    kernels::conv2d_backward_weights(c.g, c.batch, x.exact.data(), dy.exact.data(), dw.data(),
                                     with_bias ? dbias.data() : nullptr);
  }
  const float* single_bias() const { return with_bias ? bias.single.data() : nullptr; }
};

}  // namespace convlens::testing
