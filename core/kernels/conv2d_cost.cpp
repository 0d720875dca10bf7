#include "core/kernels/conv2d_cost.h"

#include "core/kernels/tiles.h"

namespace convlens::kernels::cost {
namespace {

/// A vector of products: half a cycle, and a little more.
constexpr double kProduct = 0.57;
/// Turning a value's images into lanes or back.
constexpr double kTurn = 0.25;

int vectors_in(int floats) { return (floats + vector_lanes() - 1) / vector_lanes(); }
int positions(const Conv2dGeometry& g) { return g.out_height * g.out_width; }

double multiply_all(const Conv2dGeometry& g, int depth, int lanes) {
  return kProduct * positions(g) * g.kernel_y * g.kernel_x * depth * vectors_in(lanes);
}

/// A term's look-up and its place in a list take 4 to 6 cycles; a window its loads and stores and one
/// mispredicted end; making a list 10 a vector.
struct Skipping {
  int windows = 0, window_vectors = 0, list_vectors = 0;
  double term = 4;

  double cycles(std::size_t nonzeros) const {
    return windows * (30 + 1.5 * window_vectors) + 10.0 * list_vectors +
           static_cast<double>(nonzeros) * (0.5 * window_vectors + term);
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
                  .list_vectors = pixels * vectors_in(g.in_channels)}
      .cycles(nonzeros);
}

double sparse_backward_data(const Conv2dGeometry& g, std::size_t nonzeros) {
  return Skipping{.windows = positions(g),
                  .window_vectors = g.kernel_y * vectors_in(g.kernel_x * g.in_channels),
                  .list_vectors = positions(g) * vectors_in(g.out_channels)}
      .cycles(nonzeros);
}

double sparse_backward_weights(const Conv2dGeometry& g, std::size_t nonzeros) {
  return Skipping{.windows = g.out_channels,
                  .window_vectors = g.kernel_y * vectors_in(g.kernel_x * g.in_channels),
                  .list_vectors = positions(g) * vectors_in(g.out_channels),
                  .term = 6}
      .cycles(nonzeros);
}

double samples(const Conv2dGeometry& g) {
  const double outputs = static_cast<double>(positions(g)) * g.out_channels;
  const double inputs = static_cast<double>(g.in_height) * g.in_width * g.in_channels;
  return kProduct * outputs * g.kernel_y * g.kernel_x * g.in_channels / vector_lanes() +
         kTurn * (inputs + outputs);
}

bool wastes_lanes(const Conv2dGeometry& g) {
  return 4 * g.out_channels <= 3 * vectors_in(g.out_channels) * vector_lanes();
}

}  // namespace convlens::kernels::cost
