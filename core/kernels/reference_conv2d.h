#pragma once
#include <algorithm>
#include <cstddef>

#include "core/kernels/conv2d.h"

/// Plain twins: the definitions written down as loops, on any scalar. They are the truth that the fast
/// kernels are compared with, and what double precision (gradient checks) runs on. Shapes and layouts:
/// conv2d.h.
namespace convlens::kernels::reference {

/// Calls visit(x index, weight index, y index) once for every product of the convolution, in a fixed order:
/// sample, output row and column, kernel row and column, input channel, output channel. Padding is skipped.
template <typename Visit>
void for_each_product(const Conv2dGeometry& g, int batch, Visit&& visit) {
  const int ci_group = g.in_channels / g.groups, co_group = g.out_channels / g.groups;
  for (int n = 0; n < batch; ++n)
    for (int i = 0; i < g.out_height; ++i)
      for (int j = 0; j < g.out_width; ++j)
        for (int u = 0; u < g.kernel_y; ++u) {
          const int row = i * g.stride_y - g.pad_top + u * g.dilation_y;
          if (row < 0 || row >= g.in_height) continue;
          for (int v = 0; v < g.kernel_x; ++v) {
            const int column = j * g.stride_x - g.pad_left + v * g.dilation_x;
            if (column < 0 || column >= g.in_width) continue;
            const std::size_t x_pixel =
                (static_cast<std::size_t>(n) * g.in_height + row) * g.in_width + column;
            const std::size_t y_pixel = (static_cast<std::size_t>(n) * g.out_height + i) * g.out_width + j;
            for (int c = 0; c < ci_group; ++c)
              for (int o = 0; o < g.out_channels; ++o) {
                const std::size_t tap = (static_cast<std::size_t>(u) * g.kernel_x + v) * ci_group + c;
                visit(x_pixel * g.in_channels + o / co_group * ci_group + c, tap * g.out_channels + o,
                      y_pixel * g.out_channels + o);
              }
          }
        }
}

inline std::size_t output_pixels(const Conv2dGeometry& g, int batch) {
  return static_cast<std::size_t>(batch) * g.out_height * g.out_width;
}

template <typename T>
void conv2d_forward(const Conv2dGeometry& g, int batch, const T* x, const T* weights, const T* bias, T* y) {
  for (std::size_t p = 0; p < output_pixels(g, batch); ++p)
    for (int o = 0; o < g.out_channels; ++o) y[p * g.out_channels + o] = bias != nullptr ? bias[o] : T(0);
  for_each_product(g, batch,
                   [&](std::size_t ix, std::size_t iw, std::size_t iy) { y[iy] += x[ix] * weights[iw]; });
}

template <typename T>
void conv2d_backward_data(const Conv2dGeometry& g, int batch, const T* dy, const T* weights, T* dx) {
  const std::size_t size = static_cast<std::size_t>(batch) * g.in_height * g.in_width * g.in_channels;
  std::fill(dx, dx + size, T(0));
  for_each_product(g, batch,
                   [&](std::size_t ix, std::size_t iw, std::size_t iy) { dx[ix] += dy[iy] * weights[iw]; });
}

template <typename T>
void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const T* x, const T* dy, T* dweights,
                             T* dbias) {
  for_each_product(g, batch,
                   [&](std::size_t ix, std::size_t iw, std::size_t iy) { dweights[iw] += x[ix] * dy[iy]; });
  if (dbias == nullptr) return;
  for (std::size_t p = 0; p < output_pixels(g, batch); ++p)
    for (int o = 0; o < g.out_channels; ++o) dbias[o] += dy[p * g.out_channels + o];
}

}  // namespace convlens::kernels::reference
