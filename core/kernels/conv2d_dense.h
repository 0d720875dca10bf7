#pragma once
#include "core/kernels/conv2d.h"

/// Convolutions that multiply everything, on the loop nest of tiles.h. Shapes and layouts as in conv2d.h; any
/// geometry.
namespace convlens::kernels::dense {

void conv2d_forward(const Conv2dGeometry& g, int batch, const float* x, const float* weights,
                    const float* bias, float* y);
/// conv2d.h's conv2d_forward_pieces.
void conv2d_forward_pieces(const Conv2dGeometry& layer, std::span<const Conv2dPiece> pieces,
                           const float* weights, const float* bias, float* y);
/// dx is overwritten. With few input channels (sums_by_lane) a value is not one chain of multiply-adds but
/// summed lane by lane.
bool sums_by_lane(const Conv2dGeometry& g);
void conv2d_backward_data(const Conv2dGeometry& g, int batch, const float* dy, const float* weights,
                          float* dx);
/// dweights are ADDED TO.
void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const float* x, const float* dy,
                             float* dweights);

}  // namespace convlens::kernels::dense
