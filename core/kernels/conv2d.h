#pragma once
#include <span>

namespace convlens::kernels {

/// Sizes of one convolution. out = floor((in + padding before + after - dilation (kernel - 1) - 1) / stride)
/// + 1; only the padding before (top, left) is needed here. Channels count all groups.
struct Conv2dGeometry {
  int in_channels = 1, in_height = 1, in_width = 1;
  int out_channels = 1, out_height = 1, out_width = 1;
  int kernel_y = 1, kernel_x = 1;
  int stride_y = 1, stride_x = 1;
  int pad_top = 0, pad_left = 0;
  int dilation_y = 1, dilation_x = 1;
  int groups = 1;
};

/// Layouts: x (n, h, w, ci), y (n, oh, ow, co), weights (ky, kx, ci / groups, co), bias (co) or nullptr.
/// Cross-correlation, as every framework's "convolution":
/// y[n,i,j,o] = bias[o] + sum x[n, i sy - pt + u dy, j sx - pl + v dx, c] w[u,v,c,o].
/// float: the fast kernel of the best instruction set; double: the plain twin. One image's result never
/// depends on the batch it came in.
void conv2d_forward(const Conv2dGeometry& g, int batch, const float* x, const float* weights,
                    const float* bias, float* y);
void conv2d_forward(const Conv2dGeometry& g, int batch, const double* x, const double* weights,
                    const double* bias, double* y);

/// A piece cut out of an image: x (in_height, in_width, in_channels), and which outputs are wanted of it.
struct Conv2dPiece {
  const float* x = nullptr;
  int in_height = 1, in_width = 1;
  int out_height = 1, out_width = 1;
  int pad_top = 0, pad_left = 0;
};

/// Pieces of different sizes in one matrix product, so that weights that fit into no cache near by are read
/// once for all of them. The layer's sizes and padding do not count; y: the pieces' outputs (oh, ow, co) one
/// after another; all pieces together have less than 2^31 values. The bits of conv2d_forward.
void conv2d_forward_pieces(const Conv2dGeometry& layer, std::span<const Conv2dPiece> pieces,
                           const float* weights, const float* bias, float* y);

/// dx is overwritten.
void conv2d_backward_data(const Conv2dGeometry& g, int batch, const float* dy, const float* weights,
                          float* dx);
void conv2d_backward_data(const Conv2dGeometry& g, int batch, const double* dy, const double* weights,
                          double* dx);

/// dweights and dbias (may be nullptr) are ADDED TO.
void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const float* x, const float* dy,
                             float* dweights, float* dbias);
void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const double* x, const double* dy,
                             double* dweights, double* dbias);

}  // namespace convlens::kernels
