#include "core/kernels/conv2d_cost.h"

#include "core/kernels/tiles.h"
#include "tests/kernels/kernel_support.h"

using namespace convlens;
using namespace convlens::kernels;

TEST_CASE("skipping pays where most is zero, and does not where nothing is") {
  const Conv2dGeometry g{.in_channels = 16,
                         .in_height = 14,
                         .in_width = 14,
                         .out_channels = 32,
                         .out_height = 14,
                         .out_width = 14,
                         .kernel_y = 5,
                         .kernel_x = 5,
                         .pad_top = 2,
                         .pad_left = 2};
  const std::size_t x = 16 * 14 * 14, y = 32 * 14 * 14;
  testing::on_every_instruction_set([&] {
    if (vector_lanes() == 1) return;  // there, looking for zeros costs next to nothing
    CHECK(cost::sparse_forward(g, x / 8) < cost::dense_forward(g));
    CHECK(cost::sparse_forward(g, x) > cost::dense_forward(g));
    CHECK(cost::sparse_backward_data(g, y / 8) < cost::dense_backward_data(g));
    CHECK(cost::sparse_backward_data(g, y) > cost::dense_backward_data(g));
    CHECK(cost::sparse_backward_weights(g, y / 8) < cost::dense_backward_weights(g));
    CHECK(cost::sparse_backward_weights(g, y) > cost::dense_backward_weights(g));
  });
}

TEST_CASE("samples become lanes where the channels would fill few, and not where they fill all") {
  Conv2dGeometry g{.in_channels = 10,
                   .in_height = 62,
                   .in_width = 62,
                   .out_channels = 10,
                   .out_height = 60,
                   .out_width = 60,
                   .kernel_y = 3,
                   .kernel_x = 3};
  testing::on_every_instruction_set([&] {
    const int lanes = vector_lanes();
    if (lanes == 1) return;
    g.out_channels = lanes / 2 + 1;
    CHECK(cost::samples(g) < cost::dense_forward(g));
    CHECK(cost::wastes_lanes(g) == (4 * g.out_channels <= 3 * lanes));
    g.out_channels = 4 * lanes;
    CHECK(cost::samples(g) > cost::dense_forward(g));
    CHECK_FALSE(cost::wastes_lanes(g));
  });
}
