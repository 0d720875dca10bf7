#include <cmath>
#include <limits>

#include "core/kernels/lrn.h"
#include "core/kernels/softmax.h"
#include "core/kernels/transpose.h"
#include "tests/kernels/kernel_support.h"

using namespace convlens;
using namespace convlens::kernels;

namespace {

constexpr int kMostChannels = 70;
constexpr std::size_t kPixels = 3;
constexpr double kRelative = 1e-5;
/// The way back through a softmax is a difference of values up to 1.
constexpr double kAbsolute = 1e-6;

std::vector<double> as_double(const AlignedVector<float>& values) { return {values.begin(), values.end()}; }

double difference(const AlignedVector<float>& values, const std::vector<double>& exact) {
  double worst = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) worst = std::max(worst, std::abs(values[i] - exact[i]));
  return worst;
}

/// As a share of the largest exact value.
double relative_difference(const AlignedVector<float>& values, const std::vector<double>& exact) {
  double largest = 0;
  for (const double value : exact) largest = std::max(largest, std::abs(value));
  return difference(values, exact) / largest;
}

}  // namespace

TEST_CASE("softmax: 1 to 70 channels, every instruction set agrees with the plain twin") {
  for (int channels = 1; channels <= kMostChannels; ++channels) {
    INFO(channels << " channels");
    const std::size_t n = kPixels * static_cast<std::size_t>(channels);
    auto x = testing::uniform_numbers(n, 1);
    for (float& value : x) value *= 20;
    const auto dy = testing::uniform_numbers(n, 2);
    std::vector<double> y(n), dx(n);
    softmax_forward(kPixels, channels, as_double(x).data(), y.data());
    softmax_backward(kPixels, channels, y.data(), as_double(dy).data(), dx.data());
    testing::on_every_instruction_set([&] {
      AlignedVector<float> fy(n), fdx(n);
      softmax_forward(kPixels, channels, x.data(), fy.data());
      softmax_backward(kPixels, channels, fy.data(), dy.data(), fdx.data());
      CHECK(relative_difference(fy, y) < kRelative);
      CHECK(difference(fdx, dx) < kAbsolute);
      for (std::size_t p = 0; p < kPixels; ++p) {
        double sum = 0;
        for (int c = 0; c < channels; ++c)
          sum += fy[p * static_cast<std::size_t>(channels) + static_cast<std::size_t>(c)];
        CHECK(sum == Approx(1).epsilon(1e-6));
      }
    });
  }
}

TEST_CASE("softmax: nothing overflows, and NaN shows") {
  testing::on_every_instruction_set([&] {
    const float x[] = {3e38f, -3e38f, 3e38f};
    float y[3];
    softmax_forward(1, 3, x, y);
    CHECK(y[0] == 0.5f);
    CHECK(y[1] == 0);
    AlignedVector<float> bad(19, 1.0f), p(19);
    bad[18] = std::numeric_limits<float>::quiet_NaN();
    softmax_forward(1, 19, bad.data(), p.data());
    for (const float value : p) CHECK(std::isnan(value));
  });
}

TEST_CASE("lrn: 1 to 70 channels, every instruction set agrees with the plain twin") {
  for (int channels = 1; channels <= kMostChannels; ++channels)
    for (const LrnParameters& parameters :
         {LrnParameters{2, 2, 0.3, 0.75, 1}, LrnParameters{0, 1, 0.5, 0.6, 2},
          LrnParameters{90, 3, 0.1, 0.75, 1}}) {
      INFO(channels << " channels, " << parameters.before << " before");
      const std::size_t n = kPixels * static_cast<std::size_t>(channels);
      const auto x = testing::uniform_numbers(n, 1), dy = testing::uniform_numbers(n, 2);
      std::vector<double> scale(n), y(n), dx(n);
      lrn_forward(kPixels, channels, parameters, as_double(x).data(), scale.data(), y.data());
      lrn_backward(kPixels, channels, parameters, as_double(x).data(), scale.data(), as_double(dy).data(),
                   dx.data());
      testing::on_every_instruction_set([&] {
        AlignedVector<float> fscale(n), fy(n), fdx(n);
        lrn_forward(kPixels, channels, parameters, x.data(), fscale.data(), fy.data());
        lrn_backward(kPixels, channels, parameters, x.data(), fscale.data(), dy.data(), fdx.data());
        CHECK(relative_difference(fscale, scale) < kRelative);
        CHECK(relative_difference(fy, y) < kRelative);
        CHECK(relative_difference(fdx, dx) < kRelative);
      });
    }
}

TEST_CASE("transpose: every value in its place, whatever the size") {
  for (const int rows : {1, 3, 4, 15, 16, 17, 49})
    for (const int columns : {1, 2, 4, 7, 64, 70}) {
      INFO(rows << " x " << columns);
      const std::size_t n = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
      const auto from = testing::uniform_numbers(n, 1);
      testing::on_every_instruction_set([&] {
        AlignedVector<float> to(n);
        transpose(rows, columns, from.data(), to.data());
        int wrong = 0;
        for (int r = 0; r < rows; ++r)
          for (int c = 0; c < columns; ++c)
            wrong +=
                to[static_cast<std::size_t>(c * rows + r)] != from[static_cast<std::size_t>(r * columns + c)];
        CHECK(wrong == 0);
      });
    }
}
