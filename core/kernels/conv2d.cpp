#include "core/kernels/conv2d.h"

#include "core/kernels/conv2d_dense.h"
#include "core/kernels/conv2d_sparse.h"
#include "core/kernels/nonzeros.h"
#include "core/kernels/reference_conv2d.h"
#include "core/kernels/rows.h"

namespace convlens::kernels {
namespace {

std::size_t input_size(const Conv2dGeometry& g) {
  return static_cast<std::size_t>(g.in_height) * g.in_width * g.in_channels;
}
std::size_t output_size(const Conv2dGeometry& g) {
  return static_cast<std::size_t>(g.out_height) * g.out_width * g.out_channels;
}

/// Calls run(pays, first, count) for runs of images for which skipping zeros pays, and for which not. An
/// image's own zeros decide, so that its result does not depend on its batch.
template <typename Pays, typename Run>
void for_alike_images(const Conv2dGeometry& g, int batch, std::size_t size, const float* values, Pays&& pays,
                      Run&& run) {
  const auto decide = [&](int n) { return pays(g, count_nonzeros(size, values + n * size)); };
  bool next = batch > 0 && decide(0);
  for (int first = 0; first < batch;) {
    const bool now = next;
    int last = first + 1;
    while (last < batch && (next = decide(last)) == now) ++last;
    run(now, first, last - first);
    first = last;
  }
}

}  // namespace

void conv2d_forward(const Conv2dGeometry& g, int batch, const float* x, const float* weights,
                    const float* bias, float* y) {
  if (!sparse::suits_forward(g)) return dense::conv2d_forward(g, batch, x, weights, bias, y);
  for_alike_images(g, batch, input_size(g), x, sparse::pays_forward, [&](bool pays, int first, int count) {
    (pays ? sparse::conv2d_forward : dense::conv2d_forward)(g, count, x + first * input_size(g), weights,
                                                            bias, y + first * output_size(g));
  });
}

void conv2d_backward_data(const Conv2dGeometry& g, int batch, const float* dy, const float* weights,
                          float* dx) {
  if (!sparse::suits_backward(g)) return dense::conv2d_backward_data(g, batch, dy, weights, dx);
  for_alike_images(g, batch, output_size(g), dy, sparse::pays_backward_data,
                   [&](bool pays, int first, int count) {
                     (pays ? sparse::conv2d_backward_data : dense::conv2d_backward_data)(
                         g, count, dy + first * output_size(g), weights, dx + first * input_size(g));
                   });
}

void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const float* x, const float* dy,
                             float* dweights, float* dbias) {
  if (dbias != nullptr)
    add_column_sums(static_cast<std::size_t>(batch) * g.out_height * g.out_width, g.out_channels, dy, dbias);
  if (!sparse::suits_backward(g)) return dense::conv2d_backward_weights(g, batch, x, dy, dweights);
  for_alike_images(g, batch, output_size(g), dy, sparse::pays_backward_weights,
                   [&](bool pays, int first, int count) {
                     (pays ? sparse::conv2d_backward_weights : dense::conv2d_backward_weights)(
                         g, count, x + first * input_size(g), dy + first * output_size(g), dweights);
                   });
}

void conv2d_forward(const Conv2dGeometry& g, int batch, const double* x, const double* weights,
                    const double* bias, double* y) {
  reference::conv2d_forward(g, batch, x, weights, bias, y);
}

void conv2d_backward_data(const Conv2dGeometry& g, int batch, const double* dy, const double* weights,
                          double* dx) {
  reference::conv2d_backward_data(g, batch, dy, weights, dx);
}

void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const double* x, const double* dy,
                             double* dweights, double* dbias) {
  reference::conv2d_backward_weights(g, batch, x, dy, dweights, dbias);
}

}  // namespace convlens::kernels
