#pragma once
#include "core/kernels/conv2d.h"

/// Convolutions that skip the zeros of x or dy: what ReLU and max pooling leave (of the gradient above a 2 x
/// 2 max pooling at least three in four, of a ReLU's output about half) is never multiplied. Shapes and
/// layouts as in conv2d.h.
///
/// The results are the same to the last bit as those of the dense kernels: both add the products of one
/// element in the same order, and a product with zero changes no sum. So which one runs is a matter of speed
/// only.
namespace convlens::kernels::sparse {

/// Whether the geometry suits these kernels at all: the (kx, channel) pairs under one kernel row must lie in
/// one run of memory, and forward sends each input to the outputs around it.
bool suits_forward(const Conv2dGeometry& g);
bool suits_backward(const Conv2dGeometry& g);

void conv2d_forward(const Conv2dGeometry& g, int batch, const float* x, const float* weights,
                    const float* bias, float* y);
void conv2d_backward_data(const Conv2dGeometry& g, int batch, const float* dy, const float* weights,
                          float* dx);
/// dweights are ADDED TO.
void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const float* x, const float* dy,
                             float* dweights);

}  // namespace convlens::kernels::sparse
