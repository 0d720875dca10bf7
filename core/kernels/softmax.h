#pragma once
#include <cstddef>

namespace convlens::kernels {

/// y = exp(x) / sum of exp(x) over a pixel's channels; x, y (pixels, channels), y is overwritten. Nothing
/// overflows: the largest is subtracted first. A pixel with a NaN becomes NaN altogether.
void softmax_forward(std::size_t pixels, int channels, const float* x, float* y);
void softmax_forward(std::size_t pixels, int channels, const double* x, double* y);

/// dx = y (dy - sum of dy y), overwritten; y: the forward run's result.
void softmax_backward(std::size_t pixels, int channels, const float* y, const float* dy, float* dx);
void softmax_backward(std::size_t pixels, int channels, const double* y, const double* dy, double* dx);

}  // namespace convlens::kernels
