#pragma once
#include <cmath>
#include <cstddef>
#include <span>

/// The plain twins of relu.h and update.h; see there.
namespace convlens::kernels::reference {

template <typename T>
void relu_forward(std::size_t n, const T* x, T* y) {
  for (std::size_t i = 0; i < n; ++i) y[i] = x[i] <= 0 ? T(0) : x[i];
}

template <typename T>
void relu_backward(std::size_t n, bool keep_positive_output, bool keep_positive_signal, const T* output,
                   const T* dy, T* dx) {
  for (std::size_t i = 0; i < n; ++i) {
    const bool keep = (!keep_positive_output || output[i] > 0) && (!keep_positive_signal || dy[i] > 0);
    dx[i] = keep ? dy[i] : T(0);
  }
}

template <typename T>
void sum_in_order(std::size_t n, std::span<const T* const> chunks, T* out) {
  for (std::size_t i = 0; i < n; ++i) {
    T sum(0);
    for (const T* chunk : chunks) sum += chunk[i];
    out[i] = sum;
  }
}

template <typename T>
void sgd_update(std::size_t n, T rate, T momentum, T decay, const T* gradient, T* moment, T* weights) {
  for (std::size_t i = 0; i < n; ++i) {
    moment[i] = momentum * moment[i] + (gradient[i] + decay * weights[i]);
    weights[i] -= rate * moment[i];
  }
}

template <typename T>
void adam_update(std::size_t n, T rate, T beta1, T beta2, T epsilon, T decay, T correction1, T correction2,
                 const T* gradient, T* moment1, T* moment2, T* weights) {
  for (std::size_t i = 0; i < n; ++i) {
    const T g = gradient[i] + decay * weights[i];
    moment1[i] = beta1 * moment1[i] + (1 - beta1) * g;
    moment2[i] = beta2 * moment2[i] + (1 - beta2) * g * g;
    weights[i] -= rate * (moment1[i] / correction1) / (std::sqrt(moment2[i] / correction2) + epsilon);
  }
}

template <typename T>
void move_towards(std::size_t n, T part, const T* target, T* values) {
  for (std::size_t i = 0; i < n; ++i) values[i] += part * (target[i] - values[i]);
}

}  // namespace convlens::kernels::reference
