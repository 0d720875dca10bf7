#include "core/kernels/conv2d_sparse.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/kernels/conv2d_dense.h"
#include "core/kernels/nonzeros.h"
#include "tests/kernels/conv2d_case.h"

using namespace convlens;
using namespace convlens::kernels;
using convlens::testing::ConvCase;
using convlens::testing::ConvReference;
using convlens::testing::Draw;
using convlens::testing::thin_out;

namespace {

constexpr int kCases = 120;

/// Geometries that the sparse kernels take: the rest is the dense kernels' alone.
ConvCase draw_suitable(Draw& draw) {
  for (;;) {
    ConvCase c = testing::draw_conv_case(draw);
    if (draw.once_in(40)) c.g.in_channels = draw.between(100, 140);
    if (sparse::suits_backward(c.g)) return c;
  }
}

}  // namespace

TEST_CASE("conv2d that skips zeros agrees with the plain twin on every instruction set") {
  Draw draw(12);
  for (int i = 0; i < kCases; ++i) {
    const ConvCase c = draw_suitable(draw);
    INFO(c.text());
    const ConvReference r(c, draw, static_cast<std::uint64_t>(i), draw.between(1, 9));
    testing::on_every_instruction_set([&] {
      AlignedVector<float> y(c.y_size(), 9), dx(c.x_size(), 9), dw(r.w.single);
      if (sparse::suits_forward(c.g)) {
        sparse::conv2d_forward(c.g, c.batch, r.x.single.data(), r.w.single.data(), r.single_bias(), y.data());
        CHECK(testing::differences(y, r.y) == 0);
      }
      sparse::conv2d_backward_data(c.g, c.batch, r.dy.single.data(), r.w.single.data(), dx.data());
      sparse::conv2d_backward_weights(c.g, c.batch, r.x.single.data(), r.dy.single.data(), dw.data());
      CHECK(testing::differences(dx, r.dx) == 0);
      CHECK(testing::differences(dw, r.dw) == 0);
    });
  }
}

TEST_CASE("conv2d: skipping zeros and multiplying them give the same bits") {
  Draw draw(21);
  for (int i = 0; i < kCases; ++i) {
    const ConvCase c = draw_suitable(draw);
    INFO(c.text());
    auto x = testing::uniform_numbers(c.x_size(), 1), dy = testing::uniform_numbers(c.y_size(), 3);
    thin_out(x, 2, i);
    thin_out(dy, 4, i);
    const auto w = testing::uniform_numbers(c.w_size(), 2),
               bias = testing::uniform_numbers(c.g.out_channels, 4);
    testing::on_every_instruction_set([&] {
      AlignedVector<float> y(c.y_size()), dx(c.x_size()), dw(w), all_y(c.y_size()), all_dx(c.x_size()),
          all_dw(w);
      if (sparse::suits_forward(c.g)) {
        sparse::conv2d_forward(c.g, c.batch, x.data(), w.data(), bias.data(), y.data());
        dense::conv2d_forward(c.g, c.batch, x.data(), w.data(), bias.data(), all_y.data());
        CHECK((y == all_y));
      }
      sparse::conv2d_backward_weights(c.g, c.batch, x.data(), dy.data(), dw.data());
      dense::conv2d_backward_weights(c.g, c.batch, x.data(), dy.data(), all_dw.data());
      CHECK((dw == all_dw));
      // With fewer input channels the dense kernel adds lane by lane (rows.h: multiply_dots).
      if (dense::sums_by_lane(c.g)) return;
      sparse::conv2d_backward_data(c.g, c.batch, dy.data(), w.data(), dx.data());
      dense::conv2d_backward_data(c.g, c.batch, dy.data(), w.data(), all_dx.data());
      CHECK((dx == all_dx));
    });
  }
}

TEST_CASE("the list of nonzero values has them all, in order, with NaN among them") {
  constexpr int kPixels = 7;
  for (const int channels : {1, 3, 8, 16, 17, 35}) {
    INFO(channels << " channels");
    auto x = testing::uniform_numbers(static_cast<std::size_t>(kPixels) * channels, channels);
    thin_out(x, 2, 1);
    x[0] = std::numeric_limits<float>::quiet_NaN();
    testing::on_every_instruction_set([&] {
      NonzeroList list;
      list_nonzeros(kPixels, channels, 10, x.data(), list);
      std::size_t k = 0;
      int wrong = 0;
      for (int p = 0; p < kPixels; ++p) {
        CHECK(list.begin[p] == static_cast<int>(k));
        for (int c = 0; c < channels; ++c) {
          const float value = x[static_cast<std::size_t>(p) * channels + c];
          if (value == 0) continue;
          wrong += list.offsets[k] != c * 10;
          wrong += !(list.values[k] == value || std::isnan(value));
          ++k;
        }
      }
      CHECK(wrong == 0);
      CHECK(list.begin[kPixels] == static_cast<int>(k));
      CHECK(count_nonzeros(x.size(), x.data()) == k);
    });
  }
}

TEST_CASE("nonzeros: of few values all are counted, of many the number is estimated from a part") {
  for (const std::size_t size : {1, 17, 1000, 12544, 50001})
    for (const int percent : {0, 15, 60, 100}) {
      INFO(size << " values, " << percent << " % are not 0");
      auto x = testing::uniform_numbers(size, 3);
      testing::Draw draw(size);
      for (float& value : x) value = draw.between(1, 100) > percent ? 0.0f : 1 + std::abs(value);
      const auto count = static_cast<double>(size - static_cast<std::size_t>(std::count(x.begin(), x.end(), 0.0f)));
      testing::on_every_instruction_set([&] {
        CHECK(static_cast<double>(count_nonzeros(size, x.data())) == count);
        const auto estimate = static_cast<double>(estimate_nonzeros(size, x.data()));
        if (size < 256)
          CHECK(estimate == count);
        else
          CHECK(std::abs(estimate - count) <= 0.05 * static_cast<double>(size));
        CHECK((estimate == 0) == (count == 0));
      });
    }
}
