#pragma once
#include "core/kernels/conv2d.h"

/// Convolutions whose lanes are samples: vector_lanes() images at once, each weight broadcast to all of them.
/// For few channels, which fill a part of a vector only (6 of 16 lanes, 10 of 16): here every lane works, at
/// the price of turning the images over on the way in and out. Shapes and layouts as in conv2d.h.
namespace convlens::kernels::samples {

/// The geometries these kernels know: one group, no holes along x; backward-data with stride 1 only.
bool suits(const Conv2dGeometry& g);
bool suits_backward_data(const Conv2dGeometry& g);

/// vector_lanes() images. Each output is the chain of multiply-adds that the dense kernels make: the same
/// bits.
void conv2d_forward(const Conv2dGeometry& g, const float* x, const float* weights, const float* bias,
                    float* y);
void conv2d_backward_data(const Conv2dGeometry& g, const float* dy, const float* weights, float* dx);
/// dweights are ADDED TO: each image's sum, in the order of the images. (The dense kernel goes on with the
/// sum of the image before: not the same bits.)
void conv2d_backward_weights(const Conv2dGeometry& g, const float* x, const float* dy, float* dweights);

}  // namespace convlens::kernels::samples
