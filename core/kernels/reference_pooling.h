#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/kernels/pool_range.h"
#include "core/kernels/pooling.h"

/// The plain twin of pooling.h; see there for shapes.
namespace convlens::kernels::reference {

/// Calls visit(sample, rows, columns, output pixel) for every window.
template <typename Visit>
void for_each_window(const PoolGeometry& g, int batch, Visit&& visit) {
  std::size_t pixel = 0;
  for (int n = 0; n < batch; ++n)
    for (int i = 0; i < g.out_height; ++i)
      for (int j = 0; j < g.out_width; ++j)
        visit(static_cast<std::size_t>(n), pool_range(i, g.stride_y, g.pad_top, g.kernel_y, g.in_height),
              pool_range(j, g.stride_x, g.pad_left, g.kernel_x, g.in_width), pixel++);
}

inline std::size_t input_size(const PoolGeometry& g) {
  return static_cast<std::size_t>(g.in_height) * g.in_width * g.channels;
}

template <typename T>
void max_pool_forward(const PoolGeometry& g, int batch, const T* x, T* y, std::int32_t* switches,
                      bool rectify) {
  for_each_window(g, batch, [&](std::size_t n, PoolRange rows, PoolRange columns, std::size_t pixel) {
    const T* image = x + n * input_size(g);
    for (int c = 0; c < g.channels; ++c) {
      T best(0);
      std::int32_t place = kNoSwitch;
      for (int row = rows.begin; row < rows.end; ++row)
        for (int column = columns.begin; column < columns.end; ++column) {
          const std::int32_t here = row * g.in_width + column;
          const T value = image[static_cast<std::size_t>(here) * g.channels + c];
          if (place != kNoSwitch && !(value > best)) continue;
          best = value;
          place = here;
        }
      y[pixel * g.channels + c] = rectify && best <= 0 ? T(0) : best;
      switches[pixel * g.channels + c] = place;
    }
  });
}

template <typename T>
void max_pool_backward(const PoolGeometry& g, int batch, const T* dy, const std::int32_t* switches,
                       const T* positive, T* dx) {
  const std::size_t outputs = static_cast<std::size_t>(g.out_height) * g.out_width;
  std::fill(dx, dx + static_cast<std::size_t>(batch) * input_size(g), T(0));
  for (int n = 0; n < batch; ++n)
    for (std::size_t p = 0; p < outputs; ++p)
      for (int c = 0; c < g.channels; ++c) {
        const std::size_t i = (static_cast<std::size_t>(n) * outputs + p) * g.channels + c;
        if (switches[i] == kNoSwitch || (positive != nullptr && !(positive[i] > 0))) continue;
        dx[n * input_size(g) + static_cast<std::size_t>(switches[i]) * g.channels + c] += dy[i];
      }
}

template <typename T>
T window_divisor(const PoolGeometry& g, bool count_padding, PoolRange rows, PoolRange columns) {
  return static_cast<T>(count_padding ? g.kernel_y * g.kernel_x : std::max(1, rows.size() * columns.size()));
}

template <typename T>
void average_pool_forward(const PoolGeometry& g, bool count_padding, int batch, const T* x, T* y) {
  for_each_window(g, batch, [&](std::size_t n, PoolRange rows, PoolRange columns, std::size_t pixel) {
    const T* image = x + n * input_size(g);
    T* out = y + pixel * g.channels;
    const T divisor = window_divisor<T>(g, count_padding, rows, columns);
    std::fill(out, out + g.channels, T(0));
    for (int row = rows.begin; row < rows.end; ++row)
      for (int column = columns.begin; column < columns.end; ++column) {
        const T* in = image + (static_cast<std::size_t>(row) * g.in_width + column) * g.channels;
        for (int c = 0; c < g.channels; ++c) out[c] += in[c];
      }
    for (int c = 0; c < g.channels; ++c) out[c] /= divisor;
  });
}

template <typename T>
void average_pool_backward(const PoolGeometry& g, bool count_padding, int batch, const T* dy, T* dx) {
  std::fill(dx, dx + static_cast<std::size_t>(batch) * input_size(g), T(0));
  for_each_window(g, batch, [&](std::size_t n, PoolRange rows, PoolRange columns, std::size_t pixel) {
    T* image = dx + n * input_size(g);
    const T divisor = window_divisor<T>(g, count_padding, rows, columns);
    for (int row = rows.begin; row < rows.end; ++row)
      for (int column = columns.begin; column < columns.end; ++column) {
        T* in = image + (static_cast<std::size_t>(row) * g.in_width + column) * g.channels;
        for (int c = 0; c < g.channels; ++c) in[c] += dy[pixel * g.channels + c] / divisor;
      }
  });
}

}  // namespace convlens::kernels::reference
