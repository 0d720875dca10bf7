#pragma once
#include <cstddef>

namespace convlens::kernels {

/// Local response normalisation across channels: s[c] = bias + factor * sum of x[j]^2, j from c - before to
/// c + after inside the channels; y[c] = x[c] s[c]^-beta.
struct LrnParameters {
  int before = 0, after = 0;
  double factor = 0, beta = 0, bias = 0;
};

/// Layouts: x, y, scale (pixels, channels). y and scale (s, for the way back) are overwritten. A channel's
/// sum runs over its neighbours in order, whatever the vector's width.
void lrn_forward(std::size_t pixels, int channels, const LrnParameters& p, const float* x, float* scale,
                 float* y);
void lrn_forward(std::size_t pixels, int channels, const LrnParameters& p, const double* x, double* scale,
                 double* y);

/// dx[i] = dy[i] s[i]^-beta - 2 factor beta x[i] sum of dy[j] x[j] s[j]^(-beta - 1), j from i - after to
/// i + before: the channels that see i. Overwritten.
void lrn_backward(std::size_t pixels, int channels, const LrnParameters& p, const float* x,
                  const float* scale, const float* dy, float* dx);
void lrn_backward(std::size_t pixels, int channels, const LrnParameters& p, const double* x,
                  const double* scale, const double* dy, double* dx);

}  // namespace convlens::kernels
