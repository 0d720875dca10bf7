#include <cmath>
#include <limits>

#include "core/kernels/reference_elementwise.h"
#include "core/kernels/relu.h"
#include "core/kernels/update.h"
#include "tests/kernels/kernel_support.h"

using namespace convlens;
using namespace convlens::kernels;
using convlens::testing::Numbers;

namespace {

constexpr std::size_t kSizes[] = {0, 1, 7, 8, 9, 31, 100};

std::vector<double> as_double(const AlignedVector<float>& values) { return {values.begin(), values.end()}; }

double worst_difference(const AlignedVector<float>& a, const std::vector<double>& b) {
  double worst = 0;
  for (std::size_t i = 0; i < a.size(); ++i) worst = std::max(worst, std::abs(a[i] - b[i]));
  return worst;
}

}  // namespace

TEST_CASE("relu: the three rules of the way down, on every instruction set") {
  for (const std::size_t n : kSizes) {
    const Numbers x(n, n), dy(n, n + 1);
    std::vector<double> y(n), dx(n);
    relu_forward(n, x.exact.data(), y.data());
    testing::on_every_instruction_set([&] {
      AlignedVector<float> fy(n), fdx(n);
      relu_forward(n, x.single.data(), fy.data());
      CHECK(testing::differences(fy, y) == 0);
      for (const bool by_output : {false, true})
        for (const bool by_signal : {false, true}) {
          relu_backward(n, by_output, by_signal, by_output ? y.data() : nullptr, dy.exact.data(), dx.data());
          relu_backward(n, by_output, by_signal, by_output ? fy.data() : nullptr, dy.single.data(),
                        fdx.data());
          CHECK(testing::differences(fdx, dx) == 0);
          for (std::size_t i = 0; i < n; ++i)
            CHECK(dx[i] ==
                  ((!by_output || x.exact[i] > 0) && (!by_signal || dy.exact[i] > 0) ? dy.exact[i] : 0));
        }
    });
  }
}

TEST_CASE("relu: NaN stays NaN") {
  testing::on_every_instruction_set([&] {
    AlignedVector<float> x(21, std::numeric_limits<float>::quiet_NaN());
    relu_forward(x.size(), x.data(), x.data());
    for (const float value : x) CHECK(std::isnan(value));
  });
}

TEST_CASE("updates: every instruction set agrees with the plain twin in double") {
  for (const std::size_t n : kSizes) {
    const auto gradient = testing::uniform_numbers(n, 1), moment = testing::uniform_numbers(n, 2),
               weights = testing::uniform_numbers(n, 3);
    AlignedVector<float> square(moment);
    for (float& value : square) value *= value;
    std::vector<double> m = as_double(moment), w = as_double(weights), m1 = as_double(moment),
                        m2 = as_double(square), aw = as_double(weights), moved = as_double(weights);
    const std::vector<double> g = as_double(gradient);
    reference::sgd_update<double>(n, 0.1f, 0.9f, 0.01f, g.data(), m.data(), w.data());
    reference::adam_update<double>(n, 0.01f, 0.9f, 0.999f, 1e-8f, 0.01f, 0.19f, 0.002f, g.data(), m1.data(),
                                   m2.data(), aw.data());
    reference::move_towards<double>(n, 0.01f, g.data(), moved.data());
    testing::on_every_instruction_set([&] {
      AlignedVector<float> fm(moment), fw(weights), fm1(moment), fm2(square), faw(weights);
      sgd_update(n, 0.1f, 0.9f, 0.01f, gradient.data(), fm.data(), fw.data());
      CHECK(worst_difference(fm, m) < 1e-6);
      CHECK(worst_difference(fw, w) < 1e-6);
      adam_update(n, 0.01f, 0.9f, 0.999f, 1e-8f, 0.01f, 0.19f, 0.002f, gradient.data(), fm1.data(),
                  fm2.data(), faw.data());
      CHECK(worst_difference(fm1, m1) < 1e-6);
      CHECK(worst_difference(fm2, m2) < 1e-6);
      CHECK(worst_difference(faw, aw) < 1e-5);
      AlignedVector<float> average(weights);
      move_towards(n, 0.01f, gradient.data(), average.data());
      CHECK(worst_difference(average, moved) < 1e-6);
      move_towards(n, 0.3f, average.data(), average.data());
      CHECK(worst_difference(average, moved) < 1e-6);
    });
  }
}

TEST_CASE("updates: one SGD step by hand") {
  const float gradient = 1;
  float moment = 2, weight = 4;
  sgd_update(1, 0.5f, 0.5f, 0.25f, &gradient, &moment, &weight);
  CHECK(moment == 3);     // 0.5 * 2 + (1 + 0.25 * 4)
  CHECK(weight == 2.5f);  // 4 - 0.5 * 3
}

TEST_CASE("updates: a weight's result does not depend on its place in the tensor") {
  const auto gradient = testing::uniform_numbers(29, 1), moment = testing::uniform_numbers(29, 2),
             weights = testing::uniform_numbers(29, 3);
  testing::on_every_instruction_set([&] {
    AlignedVector<float> m(moment), w(weights), one_m(moment), one_w(weights);
    sgd_update(29, 0.1f, 0.9f, 0.01f, gradient.data(), m.data(), w.data());
    for (int i = 0; i < 29; ++i) sgd_update(1, 0.1f, 0.9f, 0.01f, &gradient[i], &one_m[i], &one_w[i]);
    CHECK(w == one_w);
    CHECK(m == one_m);
  });
}

TEST_CASE("updates: chunks are summed in the order given, also into the first of them") {
  const float big = 1e8f, one = 1, minus = -1e8f;
  testing::on_every_instruction_set([&] {
    AlignedVector<float> a(11, big), b(11, minus), c(11, one);
    const float* in_order[] = {a.data(), b.data(), c.data()};
    sum_in_order(11, in_order, a.data());
    CHECK(a == AlignedVector<float>(11, one));
    std::fill(a.begin(), a.end(), big);
    const float* other[] = {a.data(), c.data(), b.data()};
    sum_in_order(11, other, a.data());
    CHECK(a == AlignedVector<float>(11, 0.0f));  // 1e8 + 1 is 1e8 in float
  });
}
