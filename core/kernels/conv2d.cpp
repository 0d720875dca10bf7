#include "core/kernels/conv2d.h"

#include <algorithm>
#include <limits>

#include "core/kernels/conv2d_cost.h"
#include "core/kernels/conv2d_dense.h"
#include "core/kernels/conv2d_samples.h"
#include "core/kernels/conv2d_sparse.h"
#include "core/kernels/nonzeros.h"
#include "core/kernels/reference_conv2d.h"
#include "core/kernels/rows.h"
#include "core/kernels/tiles.h"

namespace convlens::kernels {
namespace {

/// Images looked at together; a vector with more lanes than that would not take samples as lanes.
constexpr int kMostLanes = 16;
constexpr double kNever = std::numeric_limits<double>::infinity();

std::size_t input_size(const Conv2dGeometry& g) {
  return static_cast<std::size_t>(g.in_height) * g.in_width * g.in_channels;
}
std::size_t output_size(const Conv2dGeometry& g) {
  return static_cast<std::size_t>(g.out_height) * g.out_width * g.out_channels;
}

/// The three families of kernels: multiply everything, skip zeros, or take samples as lanes.
enum class Family { dense, sparse, samples };

/// What one direction costs, in cycles an image.
struct Costs {
  double dense = 0;
  /// Of an image with so many values that are not zero; nullptr: these kernels do not know the geometry.
  double (*sparse)(const Conv2dGeometry& g, std::size_t nonzeros) = nullptr;
  double samples = kNever;
  double sparse_once = 0;  ///< before the first image
};

/// Calls run(family, first, count) for runs of images: `samples` for as many at once as a vector has lanes,
/// else an image's own zeros decide between skipping them or not. All give an image the same bits, except for
/// the gradient of the weights, which is a sum over all images anyway.
template <typename Run>
void for_alike_images(const Conv2dGeometry& g, int batch, std::size_t size, const float* values,
                      const Costs& costs, Run&& run) {
  // Where skipping would not even pay for nothing but zeros, nobody needs to count them.
  const double without = batch >= vector_lanes() ? std::min(costs.samples, costs.dense) : costs.dense;
  const double once = costs.sparse_once / std::max(1, batch);
  const bool may_skip = costs.sparse != nullptr && once + costs.sparse(g, 0) < without;
  const auto dense_or_sparse = [&](int n, double& cycles) {
    cycles = costs.dense;
    if (!may_skip) return Family::dense;
    const double skipping = once + costs.sparse(g, estimate_nonzeros(size, values + n * size));
    if (skipping >= cycles) return Family::dense;
    cycles = skipping;
    return Family::sparse;
  };
  const int lanes = std::min(vector_lanes(), kMostLanes);
  Family family[kMostLanes];
  for (int first = 0; first < batch; first += lanes) {
    const int count = std::min(lanes, batch - first);
    double all = 0, cycles = 0;
    for (int n = 0; n < count; ++n) {
      family[n] = dense_or_sparse(first + n, cycles);
      all += cycles;
    }
    if (count == vector_lanes() && count * costs.samples < all) {
      run(Family::samples, first, count);
      continue;
    }
    for (int n = 0, last; n < count; n = last) {
      for (last = n + 1; last < count && family[last] == family[n]; ++last) {
      }
      run(family[n], first + n, last - n);
    }
  }
}

}  // namespace

void conv2d_forward(const Conv2dGeometry& g, int batch, const float* x, const float* weights,
                    const float* bias, float* y) {
  const Costs costs{.dense = cost::dense_forward(g),
                    .sparse = sparse::suits_forward(g) ? cost::sparse_forward : nullptr,
                    .samples = samples::suits(g) ? cost::samples(g) : kNever,
                    .sparse_once = cost::sparse_packing(g)};
  for_alike_images(g, batch, input_size(g), x, costs, [&](Family family, int first, int count) {
    const float* images = x + first * input_size(g);
    float* results = y + first * output_size(g);
    if (family == Family::samples) return samples::conv2d_forward(g, images, weights, bias, results);
    (family == Family::sparse ? sparse::conv2d_forward : dense::conv2d_forward)(g, count, images, weights,
                                                                                bias, results);
  });
}

void conv2d_forward_pieces(const Conv2dGeometry& layer, std::span<const Conv2dPiece> pieces,
                           const float* weights, const float* bias, float* y) {
  dense::conv2d_forward_pieces(layer, pieces, weights, bias, y);
}

void conv2d_backward_data(const Conv2dGeometry& g, int batch, const float* dy, const float* weights,
                          float* dx) {
  const Costs costs{
      .dense = cost::dense_backward_data(g),
      .sparse = sparse::suits_backward(g) ? cost::sparse_backward_data : nullptr,
      .samples = samples::suits_backward_data(g) && !dense::sums_by_lane(g) ? cost::samples(g) : kNever,
      .sparse_once = cost::sparse_packing(g)};
  for_alike_images(g, batch, output_size(g), dy, costs, [&](Family family, int first, int count) {
    const float* signals = dy + first * output_size(g);
    float* results = dx + first * input_size(g);
    if (family == Family::samples) return samples::conv2d_backward_data(g, signals, weights, results);
    (family == Family::sparse ? sparse::conv2d_backward_data : dense::conv2d_backward_data)(g, count, signals,
                                                                                            weights, results);
  });
}

void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const float* x, const float* dy,
                             float* dweights, float* dbias) {
  if (dbias != nullptr)
    add_column_sums(static_cast<std::size_t>(batch) * g.out_height * g.out_width, g.out_channels, dy, dbias);
  const Costs costs{.dense = cost::dense_backward_weights(g),
                    .sparse = sparse::suits_backward(g) ? cost::sparse_backward_weights : nullptr,
                    .samples = samples::suits(g) && cost::wastes_lanes(g) ? cost::samples(g) : kNever};
  for_alike_images(g, batch, output_size(g), dy, costs, [&](Family family, int first, int count) {
    const float *images = x + first * input_size(g), *signals = dy + first * output_size(g);
    if (family == Family::samples) return samples::conv2d_backward_weights(g, images, signals, dweights);
    (family == Family::sparse ? sparse::conv2d_backward_weights : dense::conv2d_backward_weights)(
        g, count, images, signals, dweights);
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
