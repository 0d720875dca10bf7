#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>

/// The plain twins of softmax.h; see there.
namespace convlens::kernels::reference {

template <typename T>
void softmax_forward(std::size_t pixels, int channels, const T* x, T* y) {
  for (std::size_t p = 0; p < pixels; ++p, x += channels, y += channels) {
    const T largest = *std::max_element(x, x + channels);
    T sum = 0;
    for (int c = 0; c < channels; ++c) sum += y[c] = std::exp(x[c] - largest);
    for (int c = 0; c < channels; ++c) y[c] /= sum;
  }
}

template <typename T>
void softmax_backward(std::size_t pixels, int channels, const T* y, const T* dy, T* dx) {
  for (std::size_t p = 0; p < pixels; ++p, y += channels, dy += channels, dx += channels) {
    T inner = 0;
    for (int c = 0; c < channels; ++c) inner += dy[c] * y[c];
    for (int c = 0; c < channels; ++c) dx[c] = y[c] * (dy[c] - inner);
  }
}

}  // namespace convlens::kernels::reference
