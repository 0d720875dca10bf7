#pragma once
#include <cstddef>

namespace convlens::kernels {

/// y = max(x, 0); NaN stays NaN, so that a diverged run shows. x and y may be the same.
void relu_forward(std::size_t n, const float* x, float* y);
void relu_forward(std::size_t n, const double* x, double* y);

/// dx = dy where forward (keep_positive_output) and/or dy itself (keep_positive_signal) are > 0, else 0: the
/// three rules of the way down. output: the forward run's result.
void relu_backward(std::size_t n, bool keep_positive_output, bool keep_positive_signal, const float* output,
                   const float* dy, float* dx);
void relu_backward(std::size_t n, bool keep_positive_output, bool keep_positive_signal, const double* output,
                   const double* dy, double* dx);

}  // namespace convlens::kernels
