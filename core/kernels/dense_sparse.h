#pragma once
#include <cstddef>

/// Dense layers' passes that multiply no zeros: behind a ReLU most of a layer's inputs are 0 (of the 3,136 of
/// `digits` 86 % after two epochs), and what goes down from it is stopped wherever they are. Shapes and
/// meaning as in dense.h, which chooses. The same bits as its other kernels.
namespace convlens::kernels::sparse {

/// Whether these kernels know the geometry: rows of weights are read and written in whole vectors, and
/// weights of more than a few MiB come from memory in their own order anyway.
bool suits_dense(int in, int out);
/// Whether they are faster where so many of `values` inputs are not 0. A term of a chain loads its vector of
/// weights, where the other kernels use a loaded one four times; and a list has to be made. Measured: they
/// break even at 45 to 50 %.
bool pays_dense(std::size_t nonzeros, std::size_t values);

void dense_forward(int batch, int in, int out, const float* x, const float* weights, const float* bias,
                   float* y);
/// dx where x is not 0, else 0.
void dense_backward_data(int batch, int in, int out, const float* x, const float* dy, const float* weights,
                         float* dx);
void dense_backward_weights(int batch, int in, int out, int first, int rows, const float* x, const float* dy,
                            float* dweights);

}  // namespace convlens::kernels::sparse
