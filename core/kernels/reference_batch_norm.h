#pragma once
#include <cstddef>

/// The plain twins of batch_norm.h; see there.
namespace convlens::kernels::reference {

template <typename T>
void add_moments(std::size_t pixels, int channels, const T* x, double* sums) {
  for (std::size_t p = 0; p < pixels; ++p, x += channels)
    for (int c = 0; c < channels; ++c) {
      const double value = x[c];
      sums[c] += value;
      sums[channels + c] += value * value;
    }
}

template <typename T>
void add_batch_norm_sums(std::size_t pixels, int channels, const T* x, const T* dy, const T* mean,
                         const T* inverse, double* sums) {
  for (std::size_t p = 0; p < pixels; ++p, x += channels, dy += channels)
    for (int c = 0; c < channels; ++c) {
      sums[c] += dy[c];
      sums[channels + c] += static_cast<double>(dy[c]) * ((x[c] - mean[c]) * inverse[c]);
    }
}

template <typename T>
void batch_norm_forward(std::size_t pixels, int channels, const T* x, const T* mean, const T* factor,
                        const T* bias, T* y) {
  for (std::size_t p = 0; p < pixels; ++p, x += channels, y += channels)
    for (int c = 0; c < channels; ++c) y[c] = (x[c] - mean[c]) * factor[c] + bias[c];
}

template <typename T>
void batch_norm_backward(std::size_t pixels, int channels, const T* x, const T* dy, const T* mean,
                         const T* factor, const T* by_mean, const T* by_variance, T* dx) {
  for (std::size_t p = 0; p < pixels; ++p, x += channels, dy += channels, dx += channels)
    for (int c = 0; c < channels; ++c)
      dx[c] = factor[c] * (dy[c] - by_mean[c] - (x[c] - mean[c]) * by_variance[c]);
}

}  // namespace convlens::kernels::reference
