#include "core/kernels/dense_sparse.h"

#include <algorithm>

#include "core/kernels/dense.h"
#include "tests/kernels/kernel_support.h"

using namespace convlens;
using namespace convlens::kernels;
using convlens::testing::Draw;

namespace {

/// Of whole numbers every sum is exact, whatever its order: the plain twin's. Others show the order.
AlignedVector<float> numbers(bool whole, std::size_t size, std::uint64_t seed) {
  return whole ? testing::Numbers(size, seed).single : testing::uniform_numbers(size, seed);
}

/// About `percent` in 100 stay, as behind a ReLU.
AlignedVector<float> thinned(AlignedVector<float> values, int percent, Draw& draw) {
  for (float& value : values)
    if (draw.between(1, 100) > percent) value = 0;
  return values;
}

std::vector<double> exact(const AlignedVector<float>& values) { return {values.begin(), values.end()}; }

}  // namespace

TEST_CASE(
    "dense without zeros: the plain twin's values and the other kernels' bits, however many zeros there "
    "are") {
  Draw draw(23);
  for (int i = 0; i < 60; ++i) {
    const int batch = draw.between(2, 33), in = draw.between(1, 200), out = 16 * draw.between(1, 20);
    const int percent = std::vector<int>{0, 3, 14, 40, 70, 100}[static_cast<std::size_t>(draw.between(0, 5))];
    INFO("batch " << batch << ", " << in << " -> " << out << ", " << percent << " % are not 0");
    const std::size_t n = static_cast<std::size_t>(batch), size = static_cast<std::size_t>(in) * out;
    const bool whole = draw.once_in(2);
    const auto x = thinned(numbers(whole, n * in, 4 * i), percent, draw);
    const auto w = numbers(whole, size, 4 * i + 1), dy = numbers(whole, n * out, 4 * i + 2),
               bias = numbers(whole, static_cast<std::size_t>(out), 4 * i + 3);
    const bool with_bias = draw.once_in(2);
    const int first = draw.between(0, in - 1), rows = draw.between(1, in - first);
    const auto ex = exact(x), ew = exact(w), edy = exact(dy), ebias = exact(bias);
    std::vector<double> y(n * out), dx(n * in), dw(static_cast<std::size_t>(rows) * out, 1.0);
    dense_forward(batch, in, out, ex.data(), ew.data(), with_bias ? ebias.data() : nullptr, y.data());
    dense_backward_data(batch, in, out, edy.data(), ew.data(), dx.data());
    dense_backward_weights(batch, in, out, first, rows, ex.data(), edy.data(), dw.data());
    testing::on_every_instruction_set([&] {
      REQUIRE(sparse::suits_dense(in, out));
      const float* b = with_bias ? bias.data() : nullptr;
      AlignedVector<float> fy(y.size(), 9), fdx(dx.size(), 9), fdw(dw.size(), 1);
      sparse::dense_forward(batch, in, out, x.data(), w.data(), b, fy.data());
      sparse::dense_backward_data(batch, in, out, x.data(), dy.data(), w.data(), fdx.data());
      sparse::dense_backward_weights(batch, in, out, first, rows, x.data(), dy.data(), fdw.data());
      if (whole) {
        CHECK(testing::differences(fy, y) == 0);
        CHECK(testing::differences(fdw, dw) == 0);
      }

      // dense.h takes these kernels where there are many zeros, and the others where there are few.
      AlignedVector<float> other_y(y.size()), other_dx(dx.size()), all_dx(dx.size()), other_dw(dw.size(), 1);
      dense_forward(batch, in, out, x.data(), w.data(), b, other_y.data());
      dense_backward_data(batch, in, out, dy.data(), w.data(), all_dx.data());
      dense_backward_data(batch, in, out, dy.data(), w.data(), other_dx.data(), x.data());
      dense_backward_weights(batch, in, out, first, rows, x.data(), dy.data(), other_dw.data());
      CHECK((fy == other_y));
      CHECK((fdw == other_dw));
      if (whole) CHECK(testing::differences(all_dx, dx) == 0);
      bool alike = true;
      for (std::size_t k = 0; k < x.size(); ++k)
        alike = alike && (x[k] == 0 ? fdx[k] == 0 : fdx[k] == all_dx[k] && other_dx[k] == all_dx[k]);
      CHECK(alike);
    });
  }
}

TEST_CASE(
    "dense without zeros: outputs that fill no vector, and weights larger than any cache, are left to the "
    "others") {
  CHECK_FALSE(sparse::suits_dense(100, 10));
  CHECK_FALSE(sparse::suits_dense(9216, 4096));
  CHECK(sparse::suits_dense(3136, 128));
  CHECK(sparse::pays_dense(14, 100));
  CHECK_FALSE(sparse::pays_dense(70, 100));
}
