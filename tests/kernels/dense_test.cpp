#include "core/kernels/dense.h"

#include <algorithm>

#include "tests/kernels/kernel_support.h"

using namespace convlens;
using namespace convlens::kernels;
using convlens::testing::Draw;
using convlens::testing::Numbers;

TEST_CASE("dense: every instruction set agrees with the plain twin") {
  Draw draw(7);
  for (int i = 0; i < 120; ++i) {
    const int batch = draw.once_in(3) ? 1 : draw.between(2, 65),
              in = draw.between(1, draw.once_in(4) ? 400 : 70),
              out = draw.between(1, draw.once_in(4) ? 200 : 70);
    INFO("batch " << batch << ", " << in << " -> " << out);
    const std::size_t n = static_cast<std::size_t>(batch);
    const Numbers x(n * in, 4 * i), w(static_cast<std::size_t>(in) * out, 4 * i + 1), dy(n * out, 4 * i + 2),
        bias(out, i);
    const bool with_bias = draw.once_in(2);
    std::vector<double> y(n * out), dx(n * in), dw(w.exact), dbias(bias.exact);
    dense_forward(batch, in, out, x.exact.data(), w.exact.data(), with_bias ? bias.exact.data() : nullptr,
                  y.data());
    dense_backward_data(batch, in, out, dy.exact.data(), w.exact.data(), dx.data());
    const int first = draw.between(0, in - 1), rows = draw.between(1, in - first);
    std::vector<double> part_dw(static_cast<std::size_t>(rows) * out);
    dense_backward_weights(batch, in, out, 0, in, x.exact.data(), dy.exact.data(), dw.data());
    dense_backward_weights(batch, in, out, first, rows, x.exact.data(), dy.exact.data(), part_dw.data());
    dense_backward_bias(batch, out, dy.exact.data(), dbias.data());
    testing::on_every_instruction_set([&] {
      AlignedVector<float> fy(y.size(), 9), fdx(dx.size(), 9), fdw(w.single), fdbias(bias.single);
      dense_forward(batch, in, out, x.single.data(), w.single.data(),
                    with_bias ? bias.single.data() : nullptr, fy.data());
      dense_backward_data(batch, in, out, dy.single.data(), w.single.data(), fdx.data());
      dense_backward_weights(batch, in, out, 0, in, x.single.data(), dy.single.data(), fdw.data());
      AlignedVector<float> part_fdw(part_dw.size());
      dense_backward_weights(batch, in, out, first, rows, x.single.data(), dy.single.data(), part_fdw.data());
      dense_backward_bias(batch, out, dy.single.data(), fdbias.data());
      CHECK(testing::differences(part_fdw, part_dw) == 0);
      CHECK(testing::differences(fy, y) == 0);
      CHECK(testing::differences(fdx, dx) == 0);
      CHECK(testing::differences(fdw, dw) == 0);
      CHECK(testing::differences(fdbias, dbias) == 0);
    });
  }
}

TEST_CASE("dense: a sample's result does not depend on its batch, to the last bit") {
  for (const int out : {1, 3, 8, 10, 16, 37, 84, 128, 200}) {
    constexpr int kIn = 131, kBatch = 19;
    const auto x = testing::uniform_numbers(kIn * kBatch, 1),
               w = testing::uniform_numbers(std::size_t{kIn} * out, 2),
               bias = testing::uniform_numbers(out, 3),
               dy = testing::uniform_numbers(std::size_t{kBatch} * out, 4);
    INFO("outputs " << out);
    testing::on_every_instruction_set([&] {
      AlignedVector<float> y(std::size_t{kBatch} * out), one_y(y.size()), dx(x.size()), one_dx(x.size());
      dense_forward(kBatch, kIn, out, x.data(), w.data(), bias.data(), y.data());
      dense_backward_data(kBatch, kIn, out, dy.data(), w.data(), dx.data());
      for (int n = 0; n < kBatch; ++n) {
        dense_forward(1, kIn, out, x.data() + n * kIn, w.data(), bias.data(), one_y.data() + n * out);
        dense_backward_data(1, kIn, out, dy.data() + n * out, w.data(), one_dx.data() + n * kIn);
      }
      CHECK(y == one_y);
      CHECK(dx == one_dx);
    });
  }
}

TEST_CASE("dense: several samples through weights from memory have the bits of one") {
  constexpr int kIn = 1029, kOut = 1043, kBatch = 15;
  const auto x = testing::uniform_numbers(kIn * kBatch, 1), w = testing::uniform_numbers(kIn * kOut, 2),
             bias = testing::uniform_numbers(kOut, 3);
  testing::on_every_instruction_set([&] {
    for (const float* b : {bias.data(), static_cast<const float*>(nullptr)}) {
      AlignedVector<float> y(kOut * kBatch), one(kOut * kBatch);
      dense_forward(kBatch, kIn, kOut, x.data(), w.data(), b, y.data());
      for (int n = 0; n < kBatch; ++n)
        dense_forward(1, kIn, kOut, x.data() + n * kIn, w.data(), b, one.data() + n * kOut);
      CHECK(y == one);
    }
  });
}

TEST_CASE("dense: a part of one sample's outputs has the bits of the whole") {
  for (const auto& [in, out] : {std::pair{131, 37}, {40, 300}, {1029, 261}, {3, 5}}) {
    const auto x = testing::uniform_numbers(in, 1), w = testing::uniform_numbers(std::size_t(in) * out, 2),
               bias = testing::uniform_numbers(out, 3);
    INFO(in << " -> " << out);
    testing::on_every_instruction_set([&] {
      AlignedVector<float> whole(out), parts(out);
      for (const float* b : {bias.data(), static_cast<const float*>(nullptr)}) {
        dense_forward(1, in, out, x.data(), w.data(), b, whole.data());
        for (const int edge : {1, out / 3, out / 2, out - 1}) {
          dense_forward_outputs(in, out, 0, edge, x.data(), w.data(), b, parts.data());
          dense_forward_outputs(in, out, edge, out - edge, x.data(), w.data(), b, parts.data() + edge);
          CHECK(whole == parts);
        }
      }
    });
  }
}

TEST_CASE("dense: one sample through weights that fit into no cache, row by row, has the bits of a batch") {
  constexpr int kIn = 1029, kOut = 261, kBatch = 2;
  const auto x = testing::uniform_numbers(kIn * kBatch, 1), w = testing::uniform_numbers(kIn * kOut, 2),
             bias = testing::uniform_numbers(kOut, 3);
  testing::on_every_instruction_set([&] {
    for (const float* b : {bias.data(), static_cast<const float*>(nullptr)}) {
      AlignedVector<float> y(kOut * kBatch), one(kOut);
      dense_forward(kBatch, kIn, kOut, x.data(), w.data(), b, y.data());
      dense_forward(1, kIn, kOut, x.data(), w.data(), b, one.data());
      CHECK(std::equal(one.begin(), one.end(), y.begin()));
    }
  });
}

TEST_CASE("dense: the plain twin is the definition, worked out by hand") {
  const double x[] = {1, 2}, w[] = {10, 20, 30, 40, 50, 60}, bias[] = {1, 2, 3};
  double y[3], dx[2], dw[6] = {1, 1, 1, 1, 1, 1};
  dense_forward(1, 2, 3, x, w, bias, y);
  CHECK(std::vector<double>(y, y + 3) == std::vector<double>{91, 122, 153});
  const double dy[] = {1, 0, -1};
  dense_backward_data(1, 2, 3, dy, w, dx);
  CHECK(std::vector<double>(dx, dx + 2) == std::vector<double>{-20, -20});
  dense_backward_weights(1, 2, 3, 0, 2, x, dy, dw);
  CHECK(std::vector<double>(dw, dw + 6) == std::vector<double>{2, 1, 0, 3, 1, -1});
}
