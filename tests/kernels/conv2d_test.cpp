#include "core/kernels/conv2d.h"

#include "core/kernels/tiles.h"
#include "tests/kernels/conv2d_case.h"

using namespace convlens;
using namespace convlens::kernels;
using convlens::testing::ConvCase;
using convlens::testing::ConvReference;
using convlens::testing::Draw;

namespace {

constexpr int kCases = 150;

}  // namespace

TEST_CASE("conv2d: every instruction set agrees with the plain twin") {
  Draw draw(2);
  for (int i = 0; i < kCases; ++i) {
    const ConvCase c = draw_conv_case(draw);
    INFO(c.text());
    const ConvReference r(c, draw, static_cast<std::uint64_t>(i));
    testing::on_every_instruction_set([&] {
      AlignedVector<float> y(c.y_size(), 9), dx(c.x_size(), 9), dw(r.w.single), dbias(r.bias.single);
      conv2d_forward(c.g, c.batch, r.x.single.data(), r.w.single.data(), r.single_bias(), y.data());
      conv2d_backward_data(c.g, c.batch, r.dy.single.data(), r.w.single.data(), dx.data());
      conv2d_backward_weights(c.g, c.batch, r.x.single.data(), r.dy.single.data(), dw.data(),
                              r.with_bias ? dbias.data() : nullptr);
      CHECK(testing::differences(y, r.y) == 0);
      CHECK(testing::differences(dx, r.dx) == 0);
      CHECK(testing::differences(dw, r.dw) == 0);
      CHECK(testing::differences(dbias, r.dbias) == 0);
    });
  }
}

TEST_CASE("conv2d: an image's result does not depend on its batch, to the last bit") {
  Draw draw(5);
  for (int i = 0; i < 30; ++i) {
    ConvCase c = draw_conv_case(draw);
    c.batch = draw.once_in(4) ? draw.between(16, 20) : draw.between(2, 5);
    INFO(c.text());
    const auto x = testing::uniform_numbers(c.x_size(), 1), w = testing::uniform_numbers(c.w_size(), 2),
               dy = testing::uniform_numbers(c.y_size(), 3),
               bias = testing::uniform_numbers(c.g.out_channels, 4);
    testing::on_every_instruction_set([&] {
      AlignedVector<float> y(c.y_size()), dx(c.x_size()), one_y(c.y_size()), one_dx(c.x_size());
      conv2d_forward(c.g, c.batch, x.data(), w.data(), bias.data(), y.data());
      conv2d_backward_data(c.g, c.batch, dy.data(), w.data(), dx.data());
      const std::size_t x_image = c.x_size() / c.batch, y_image = c.y_size() / c.batch;
      for (int n = 0; n < c.batch; ++n) {
        conv2d_forward(c.g, 1, x.data() + n * x_image, w.data(), bias.data(), one_y.data() + n * y_image);
        conv2d_backward_data(c.g, 1, dy.data() + n * y_image, w.data(), one_dx.data() + n * x_image);
      }
      CHECK(y == one_y);
      CHECK(dx == one_dx);
      // The gradient of the weights is a sum over the images in order, but where samples are lanes.
      if (c.batch >= vector_lanes()) return;
      AlignedVector<float> dw(c.w_size(), 0.5f), one_dw(c.w_size(), 0.5f), dbias(bias), one_dbias(bias);
      conv2d_backward_weights(c.g, c.batch, x.data(), dy.data(), dw.data(), dbias.data());
      for (int n = 0; n < c.batch; ++n)
        conv2d_backward_weights(c.g, 1, x.data() + n * x_image, dy.data() + n * y_image, one_dw.data(),
                                one_dbias.data());
      CHECK(dw == one_dw);
      CHECK(dbias == one_dbias);
    });
  }
}

TEST_CASE("conv2d: equal windows give equal values wherever they lie") {
  ConvCase c;
  c.g = {.in_channels = 5,
         .in_height = 13,
         .in_width = 17,
         .out_channels = 23,
         .out_height = 11,
         .out_width = 15,
         .kernel_y = 3,
         .kernel_x = 3};
  // Columns repeat with period 1: so do the outputs of a row.
  auto x = testing::uniform_numbers(c.x_size(), 1);
  for (int i = 0; i < 13; ++i)
    for (int j = 1; j < 17; ++j)
      for (int k = 0; k < 5; ++k) x[(i * 17 + j) * 5 + k] = x[i * 17 * 5 + k];
  const auto w = testing::uniform_numbers(c.w_size(), 2);
  testing::on_every_instruction_set([&] {
    AlignedVector<float> y(c.y_size());
    conv2d_forward(c.g, 1, x.data(), w.data(), nullptr, y.data());
    std::size_t differing = 0;
    for (int i = 0; i < 11; ++i)
      for (int j = 1; j < 15; ++j)
        for (int o = 0; o < 23; ++o) differing += y[(i * 15 + j) * 23 + o] != y[i * 15 * 23 + o];
    CHECK(differing == 0);
  });
}

TEST_CASE("conv2d: pieces of different sizes in one product have the bits of each alone") {
  Draw draw(21);
  for (int i = 0; i < 30; ++i) {
    const ConvCase layer = draw_conv_case(draw);
    const auto w = testing::uniform_numbers(layer.w_size(), 1),
               bias = testing::uniform_numbers(static_cast<std::size_t>(layer.g.out_channels), 2);
    std::vector<ConvCase> cases;
    std::vector<AlignedVector<float>> inputs;
    std::vector<Conv2dPiece> pieces;
    std::size_t size = 0;
    for (int k = draw.between(1, 4); k > 0; --k) {
      ConvCase c = layer;
      c.batch = 1;
      c.g.pad_top = draw.between(0, layer.g.pad_top), c.g.pad_left = draw.between(0, layer.g.pad_left);
      c.g.out_height = draw.between(1, layer.g.out_height), c.g.out_width = draw.between(1, layer.g.out_width);
      cases.push_back(c);
      inputs.push_back(testing::uniform_numbers(c.x_size(), static_cast<std::uint64_t>(3 + k)));
      size += c.y_size();
    }
    for (std::size_t k = 0; k < cases.size(); ++k) {
      const Conv2dGeometry& g = cases[k].g;
      pieces.push_back(
          {inputs[k].data(), g.in_height, g.in_width, g.out_height, g.out_width, g.pad_top, g.pad_left});
    }
    testing::on_every_instruction_set([&] {
      AlignedVector<float> together(size), alone(size);
      conv2d_forward_pieces(layer.g, pieces, w.data(), bias.data(), together.data());
      float* y = alone.data();
      for (std::size_t k = 0; k < cases.size(); ++k) {
        conv2d_forward(cases[k].g, 1, inputs[k].data(), w.data(), bias.data(), y);
        y += cases[k].y_size();
      }
      INFO(layer.text());
      CHECK(together == alone);
    });
  }
}

TEST_CASE("conv2d: the plain twin is the definition, worked out by hand") {
  const Conv2dGeometry g{.in_height = 2,
                         .in_width = 2,
                         .out_height = 2,
                         .out_width = 2,
                         .kernel_y = 2,
                         .kernel_x = 2,
                         .pad_top = 1,
                         .pad_left = 1};
  const double x[] = {1, 2, 3, 4}, w[] = {10, 20, 30, 40}, bias[] = {5};
  double y[4];
  conv2d_forward(g, 1, x, w, bias, y);
  CHECK(std::vector<double>(y, y + 4) == std::vector<double>{45, 115, 145, 305});
}
