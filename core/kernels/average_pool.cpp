#include "core/kernels/pooling.h"
#include "core/kernels/reference_pooling.h"

namespace convlens::kernels {

// Their inner loops over channels are plain sums that compilers vectorise, and average pools are few and
// small.
void average_pool_forward(const PoolGeometry& g, bool count_padding, int batch, const float* x, float* y) {
  reference::average_pool_forward(g, count_padding, batch, x, y);
}

void average_pool_forward(const PoolGeometry& g, bool count_padding, int batch, const double* x, double* y) {
  reference::average_pool_forward(g, count_padding, batch, x, y);
}

void average_pool_backward(const PoolGeometry& g, bool count_padding, int batch, const float* dy, float* dx) {
  reference::average_pool_backward(g, count_padding, batch, dy, dx);
}

void average_pool_backward(const PoolGeometry& g, bool count_padding, int batch, const double* dy,
                           double* dx) {
  reference::average_pool_backward(g, count_padding, batch, dy, dx);
}

}  // namespace convlens::kernels
