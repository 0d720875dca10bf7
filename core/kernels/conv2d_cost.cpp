#include "core/kernels/conv2d_cost.h"

#include "core/kernels/tiles.h"

namespace convlens::kernels::cost {
namespace {

/// A vector of products: half a cycle, and a little more.
constexpr double kProduct = 0.57;
/// Turning a value's images into lanes or back.
constexpr double kTurn = 0.25;
/// 64 KiB: what a first-level cache just about holds.
constexpr double kNearFloats = 16 * 1024;

int vectors_in(int floats) { return (floats + vector_lanes() - 1) / vector_lanes(); }
int positions(const Conv2dGeometry& g) { return g.out_height * g.out_width; }
double floats_in(const Conv2dGeometry& g) {
  return static_cast<double>(g.in_height) * g.in_width * g.in_channels;
}
double floats_out(const Conv2dGeometry& g) { return static_cast<double>(positions(g)) * g.out_channels; }

double multiply_all(const Conv2dGeometry& g, int depth, int lanes) {
  return kProduct * positions(g) * g.kernel_y * g.kernel_x * depth * vectors_in(lanes);
}

/// What a term finds of the filters are 8 vectors a channel (sparse_sum.h). Of more channels than kMostChannels
/// they come from the second-level cache, at a third of the speed; beyond kMostNearChannels they fill a
/// first-level cache of 48 KiB and no longer fit into one of 32, so skipping must promise a little more.
constexpr int kMostNearChannels = 48, kMostChannels = 96;
constexpr double kNearProduct = 0.5, kEdgeProduct = 0.65, kFarProduct = 1.6;

double product_of(int channels) {
  if (channels > kMostChannels) return kFarProduct;
  return channels > kMostNearChannels ? kEdgeProduct : kNearProduct;
}

/// A term's look-up and its place in a list take 4 to 8 cycles; a window its loads and stores and one
/// mispredicted end; making a list 10 a vector, or 35 where it is sorted by channel and picture and signal
/// have left the first-level cache.
struct Skipping {
  int windows = 0, window_vectors = 0, list_vectors = 0;
  double term = 4, list_vector = 10, product = kNearProduct;

  double cycles(std::size_t nonzeros) const {
    return windows * (30 + 1.5 * window_vectors) + list_vector * list_vectors +
           static_cast<double>(nonzeros) * (product * window_vectors + term);
  }
};

}  // namespace

double dense_forward(const Conv2dGeometry& g) {
  return g.groups * multiply_all(g, g.in_channels / g.groups, g.out_channels / g.groups);
}
double dense_backward_data(const Conv2dGeometry& g) {
  return g.groups * multiply_all(g, g.out_channels / g.groups, g.in_channels / g.groups);
}
double dense_backward_weights(const Conv2dGeometry& g) { return dense_forward(g); }

double sparse_forward(const Conv2dGeometry& g, std::size_t nonzeros) {
  const int pixels = g.in_height * g.in_width;
  return Skipping{.windows = pixels,
                  .window_vectors = g.kernel_y * vectors_in(g.kernel_x * g.out_channels),
                  .list_vectors = pixels * vectors_in(g.in_channels),
                  .product = product_of(g.in_channels)}
      .cycles(nonzeros);
}

double sparse_backward_data(const Conv2dGeometry& g, std::size_t nonzeros) {
  return Skipping{.windows = positions(g),
                  .window_vectors = g.kernel_y * vectors_in(g.kernel_x * g.in_channels),
                  .list_vectors = positions(g) * vectors_in(g.out_channels),
                  .product = product_of(g.out_channels)}
      .cycles(nonzeros);
}

double sparse_backward_weights(const Conv2dGeometry& g, std::size_t nonzeros) {
  const bool far = floats_in(g) + floats_out(g) > kNearFloats;
  return Skipping{.windows = g.out_channels,
                  .window_vectors = g.kernel_y * vectors_in(g.kernel_x * g.in_channels),
                  .list_vectors = positions(g) * vectors_in(g.out_channels),
                  .term = far ? 8.0 : 6.0,
                  .list_vector = far ? 35.0 : 10.0}
      .cycles(nonzeros);
}

double sparse_packing(const Conv2dGeometry& g) {
  return kTurn * g.kernel_y * g.kernel_x * g.in_channels * g.out_channels;
}

double samples(const Conv2dGeometry& g) {
  return kProduct * floats_out(g) * g.kernel_y * g.kernel_x * g.in_channels / vector_lanes() +
         kTurn * (floats_in(g) + floats_out(g));
}

bool wastes_lanes(const Conv2dGeometry& g) {
  return 4 * g.out_channels <= 3 * vectors_in(g.out_channels) * vector_lanes();
}

}  // namespace convlens::kernels::cost
