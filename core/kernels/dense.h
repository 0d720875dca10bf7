#pragma once

namespace convlens::kernels {

/// Layouts: x (n, in), y (n, out), weights (in, out), bias (out) or nullptr. y = x W + b, overwritten.
void dense_forward(int batch, int in, int out, const float* x, const float* weights, const float* bias,
                   float* y);
void dense_forward(int batch, int in, int out, const double* x, const double* weights, const double* bias,
                   double* y);

/// Of one sample the outputs [first, first + count), y (count): the bits that dense_forward gives them.
void dense_forward_outputs(int in, int out, int first, int count, const float* x, const float* weights,
                           const float* bias, float* y);
void dense_forward_outputs(int in, int out, int first, int count, const double* x, const double* weights,
                           const double* bias, double* y);

/// dx = dy W^T, overwritten.
/// rectified: nullptr, or the layer's input x where a ReLU below stops the signal wherever x is 0: nobody reads
/// dx there, and what it is does not matter.
void dense_backward_data(int batch, int in, int out, const float* dy, const float* weights, float* dx,
                         const float* rectified = nullptr);
void dense_backward_data(int batch, int in, int out, const double* dy, const double* weights, double* dx,
                         const double* rectified = nullptr);

/// The gradient of rows [first, first + rows) of the weights, which are inputs: dweights (rows, out) are
/// ADDED TO. The same bits whatever the part.
void dense_backward_weights(int batch, int in, int out, int first, int rows, const float* x, const float* dy,
                            float* dweights);
void dense_backward_weights(int batch, int in, int out, int first, int rows, const double* x,
                            const double* dy, double* dweights);
/// dbias (out) is ADDED TO.
void dense_backward_bias(int batch, int out, const float* dy, float* dbias);
void dense_backward_bias(int batch, int out, const double* dy, double* dbias);

}  // namespace convlens::kernels
