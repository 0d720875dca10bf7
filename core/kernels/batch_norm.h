#pragma once
#include <cstddef>

/// What batch normalisation does to every value. Layouts: x, y, dy, dx (pixels, channels), all else
/// (channels). float: vectors of channels; double: the plain twin. A channel's sums run over its pixels in
/// order, in double, so they depend neither on the vector's width nor on the other channels.
namespace convlens::kernels {

/// sums (2, channels) are ADDED TO: the sum of x, then that of x^2.
void add_moments(std::size_t pixels, int channels, const float* x, double* sums);
void add_moments(std::size_t pixels, int channels, const double* x, double* sums);

/// sums (2, channels) are ADDED TO: the sum of dy (the bias' gradient), then that of dy (x - mean) inverse
/// (the scale's).
void add_batch_norm_sums(std::size_t pixels, int channels, const float* x, const float* dy, const float* mean,
                         const float* inverse, double* sums);
void add_batch_norm_sums(std::size_t pixels, int channels, const double* x, const double* dy,
                         const double* mean, const double* inverse, double* sums);

/// y = (x - mean) factor + bias, overwritten.
void batch_norm_forward(std::size_t pixels, int channels, const float* x, const float* mean,
                        const float* factor, const float* bias, float* y);
void batch_norm_forward(std::size_t pixels, int channels, const double* x, const double* mean,
                        const double* factor, const double* bias, double* y);

/// dx = factor (dy - by_mean - (x - mean) by_variance), overwritten: the last two terms are what mean and
/// variance, which depend on every value, send back.
void batch_norm_backward(std::size_t pixels, int channels, const float* x, const float* dy, const float* mean,
                         const float* factor, const float* by_mean, const float* by_variance, float* dx);
void batch_norm_backward(std::size_t pixels, int channels, const double* x, const double* dy,
                         const double* mean, const double* factor, const double* by_mean,
                         const double* by_variance, double* dx);

}  // namespace convlens::kernels
