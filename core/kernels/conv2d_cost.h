#pragma once
#include <cstddef>

#include "core/kernels/conv2d.h"

/// What the families of convolution kernels cost, in cycles an image, so that the cheapest can be chosen:
/// formulas fitted to AVX-512 with two multiply-adds a cycle (within a tenth, on the shapes of the presets).
/// The same formulas choose well enough elsewhere: the families differ by a factor where it matters.
namespace convlens::kernels::cost {

double dense_forward(const Conv2dGeometry& g);
double dense_backward_data(const Conv2dGeometry& g);
double dense_backward_weights(const Conv2dGeometry& g);

/// With so many values of x (of dy) that are not zero.
double sparse_forward(const Conv2dGeometry& g, std::size_t nonzeros);
double sparse_backward_data(const Conv2dGeometry& g, std::size_t nonzeros);
double sparse_backward_weights(const Conv2dGeometry& g, std::size_t nonzeros);

/// What the two directions of data cost once, before the first image: the filters in another order.
double sparse_packing(const Conv2dGeometry& g);

/// All directions alike.
double samples(const Conv2dGeometry& g);

/// Whether the output channels leave a quarter of the lanes empty, or more.
bool wastes_lanes(const Conv2dGeometry& g);

}  // namespace convlens::kernels::cost
