#include "core/kernels/conv2d_samples.h"

#include "core/kernels/conv2d_cost.h"
#include "core/kernels/conv2d_dense.h"
#include "core/kernels/tiles.h"
#include "tests/kernels/conv2d_case.h"

using namespace convlens;
using namespace convlens::kernels;
using convlens::testing::ConvCase;
using convlens::testing::ConvReference;
using convlens::testing::Draw;

namespace {

constexpr int kCases = 60;

/// Geometries that these kernels take; few channels mostly, as they are for. As many images as there are
/// lanes.
ConvCase draw_suitable(Draw& draw) {
  for (;;) {
    ConvCase c = testing::draw_conv_case(draw);
    if (!samples::suits(c.g)) continue;
    if (!draw.once_in(4)) {
      c.g.in_channels = draw.between(1, 12);
      c.g.out_channels = draw.between(1, 12);
    }
    c.batch = vector_lanes();
    return c;
  }
}

}  // namespace

TEST_CASE("conv2d with samples as lanes agrees with the plain twin on every instruction set") {
  testing::on_every_instruction_set([&] {
    Draw draw(31);
    for (int i = 0; i < kCases; ++i) {
      const ConvCase c = draw_suitable(draw);
      INFO(c.text());
      const ConvReference r(c, draw, static_cast<std::uint64_t>(i));
      AlignedVector<float> y(c.y_size(), 9), dx(c.x_size(), 9), dw(r.w.single);
      samples::conv2d_forward(c.g, r.x.single.data(), r.w.single.data(), r.single_bias(), y.data());
      CHECK(testing::differences(y, r.y) == 0);
      if (samples::suits_backward_data(c.g)) {
        samples::conv2d_backward_data(c.g, r.dy.single.data(), r.w.single.data(), dx.data());
        CHECK(testing::differences(dx, r.dx) == 0);
      }
      samples::conv2d_backward_weights(c.g, r.x.single.data(), r.dy.single.data(), dw.data());
      CHECK(testing::differences(dw, r.dw) == 0);
    }
  });
}

TEST_CASE("conv2d: samples as lanes and channels as lanes give the same bits") {
  testing::on_every_instruction_set([&] {
    Draw draw(32);
    for (int i = 0; i < kCases; ++i) {
      const ConvCase c = draw_suitable(draw);
      INFO(c.text());
      const auto x = testing::uniform_numbers(c.x_size(), 1), w = testing::uniform_numbers(c.w_size(), 2),
                 dy = testing::uniform_numbers(c.y_size(), 3),
                 bias = testing::uniform_numbers(static_cast<std::size_t>(c.g.out_channels), 4);
      AlignedVector<float> y(c.y_size()), dx(c.x_size()), other_y(c.y_size()), other_dx(c.x_size());
      samples::conv2d_forward(c.g, x.data(), w.data(), bias.data(), y.data());
      dense::conv2d_forward(c.g, c.batch, x.data(), w.data(), bias.data(), other_y.data());
      CHECK((y == other_y));
      if (!samples::suits_backward_data(c.g) || dense::sums_by_lane(c.g)) continue;
      samples::conv2d_backward_data(c.g, dy.data(), w.data(), dx.data());
      dense::conv2d_backward_data(c.g, c.batch, dy.data(), w.data(), other_dx.data());
      CHECK((dx == other_dx));
    }
  });
}
