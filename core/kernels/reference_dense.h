#pragma once
#include <cstddef>

/// The plain twin of dense.h; see there for shapes.
namespace convlens::kernels::reference {

template <typename T>
void dense_forward_outputs(int in, int out, int first, int count, const T* x, const T* weights, const T* bias,
                           T* y) {
  for (int o = 0; o < count; ++o) y[o] = bias != nullptr ? bias[first + o] : T(0);
  for (int i = 0; i < in; ++i)
    for (int o = 0; o < count; ++o) y[o] += x[i] * weights[static_cast<std::size_t>(i) * out + first + o];
}

template <typename T>
void dense_forward(int batch, int in, int out, const T* x, const T* weights, const T* bias, T* y) {
  for (int n = 0; n < batch; ++n)
    dense_forward_outputs(in, out, 0, out, x + static_cast<std::size_t>(n) * in, weights, bias,
                          y + static_cast<std::size_t>(n) * out);
}

template <typename T>
void dense_backward_data(int batch, int in, int out, const T* dy, const T* weights, T* dx) {
  for (int n = 0; n < batch; ++n)
    for (int i = 0; i < in; ++i) {
      T sum(0);
      for (int o = 0; o < out; ++o)
        sum += dy[static_cast<std::size_t>(n) * out + o] * weights[static_cast<std::size_t>(i) * out + o];
      dx[static_cast<std::size_t>(n) * in + i] = sum;
    }
}

template <typename T>
void dense_backward_weights(int batch, int in, int out, int first, int rows, const T* x, const T* dy,
                            T* dweights) {
  for (int n = 0; n < batch; ++n)
    for (int i = 0; i < rows; ++i)
      for (int o = 0; o < out; ++o)
        dweights[static_cast<std::size_t>(i) * out + o] +=
            x[static_cast<std::size_t>(n) * in + first + i] * dy[static_cast<std::size_t>(n) * out + o];
}

template <typename T>
void dense_backward_bias(int batch, int out, const T* dy, T* dbias) {
  for (int n = 0; n < batch; ++n, dy += out)
    for (int o = 0; o < out; ++o) dbias[o] += dy[o];
}

}  // namespace convlens::kernels::reference
