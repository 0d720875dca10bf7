#pragma once
#include <cstdint>

namespace convlens::kernels {

struct PoolGeometry {
  int channels = 1, in_height = 1, in_width = 1, out_height = 1, out_width = 1;
  int kernel_y = 1, kernel_x = 1, stride_y = 1, stride_x = 1, pad_top = 0, pad_left = 0;
};

/// The switch of a window that lies wholly in the padding; its y is 0.
inline constexpr std::int32_t kNoSwitch = -1;

/// Layouts NHWC. switches (n, oh, ow, c): y * in_width + x of the first maximum in row order (also in a
/// window of zeros); padding never wins. A NaN is greater than nothing: it wins only where it comes first. y
/// and switches are overwritten.
/// rectify: y is max(y, 0), which is what pooling a ReLU of x gives; the switch of a window without a positive
/// value is still that of its maximum.
void max_pool_forward(const PoolGeometry& g, int batch, const float* x, float* y, std::int32_t* switches,
                      bool rectify = false);
void max_pool_forward(const PoolGeometry& g, int batch, const double* x, double* y, std::int32_t* switches,
                      bool rectify = false);

/// Unpooling: each dy goes to its switch; where windows overlap they add. dx is overwritten.
/// positive: nullptr, or the forward run's y: only dy whose y is above 0 goes anywhere. That is unpooling and
/// then the gradient of the ReLU that was pooled, whose output at the switch is y.
void max_pool_backward(const PoolGeometry& g, int batch, const float* dy, const std::int32_t* switches,
                       const float* positive, float* dx);
void max_pool_backward(const PoolGeometry& g, int batch, const double* dy, const std::int32_t* switches,
                       const double* positive, double* dx);

/// count_padding: divide by the whole window's size, else by the pixels inside the image.
void average_pool_forward(const PoolGeometry& g, bool count_padding, int batch, const float* x, float* y);
void average_pool_forward(const PoolGeometry& g, bool count_padding, int batch, const double* x, double* y);
void average_pool_backward(const PoolGeometry& g, bool count_padding, int batch, const float* dy, float* dx);
void average_pool_backward(const PoolGeometry& g, bool count_padding, int batch, const double* dy,
                           double* dx);

}  // namespace convlens::kernels
