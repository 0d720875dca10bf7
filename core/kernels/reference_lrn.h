#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/kernels/lrn.h"

/// The plain twins of lrn.h; see there.
namespace convlens::kernels::reference {

template <typename T>
void lrn_forward(std::size_t pixels, int channels, const LrnParameters& p, const T* x, T* scale, T* y) {
  const T factor = static_cast<T>(p.factor), beta = static_cast<T>(p.beta), bias = static_cast<T>(p.bias);
  for (std::size_t n = 0; n < pixels; ++n, x += channels, scale += channels, y += channels)
    for (int c = 0; c < channels; ++c) {
      T sum = 0;
      for (int j = std::max(0, c - p.before); j <= std::min(channels - 1, c + p.after); ++j)
        sum += x[j] * x[j];
      scale[c] = bias + factor * sum;
      y[c] = x[c] * std::pow(scale[c], -beta);
    }
}

template <typename T>
void lrn_backward(std::size_t pixels, int channels, const LrnParameters& p, const T* x, const T* scale,
                  const T* dy, T* dx) {
  const T factor = static_cast<T>(2 * p.factor * p.beta), beta = static_cast<T>(p.beta);
  for (std::size_t n = 0; n < pixels; ++n, x += channels, scale += channels, dy += channels, dx += channels)
    for (int i = 0; i < channels; ++i) {
      T sum = 0;
      for (int j = std::max(0, i - p.after); j <= std::min(channels - 1, i + p.before); ++j)
        sum += dy[j] * x[j] * std::pow(scale[j], -beta - 1);
      dx[i] = dy[i] * std::pow(scale[i], -beta) - factor * x[i] * sum;
    }
}

}  // namespace convlens::kernels::reference
