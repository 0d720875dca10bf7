#include "core/kernels/batch_norm.h"

#include "tests/kernels/kernel_support.h"

using namespace convlens;
using namespace convlens::kernels;
using convlens::testing::Numbers;

namespace {

constexpr int kMostChannels = 70;
constexpr std::size_t kPixels[] = {0, 1, 5};

}  // namespace

TEST_CASE("batch norm: 1 to 70 channels, every instruction set agrees with the plain twin to the last bit") {
  for (int channels = 1; channels <= kMostChannels; ++channels)
    for (const std::size_t pixels : kPixels) {
      INFO(channels << " channels, " << pixels << " pixels");
      const auto n = static_cast<std::size_t>(channels);
      const Numbers x(pixels * n, 1), dy(pixels * n, 2), mean(n, 3), factor(n, 4), a(n, 5), b(n, 6);
      std::vector<double> moments(2 * n, 1.0), gradients(2 * n, 1.0), y(pixels * n), dx(pixels * n);
      add_moments(pixels, channels, x.exact.data(), moments.data());
      add_batch_norm_sums(pixels, channels, x.exact.data(), dy.exact.data(), mean.exact.data(),
                          factor.exact.data(), gradients.data());
      batch_norm_forward(pixels, channels, x.exact.data(), mean.exact.data(), factor.exact.data(),
                         a.exact.data(), y.data());
      batch_norm_backward(pixels, channels, x.exact.data(), dy.exact.data(), mean.exact.data(),
                          factor.exact.data(), a.exact.data(), b.exact.data(), dx.data());
      testing::on_every_instruction_set([&] {
        std::vector<double> sums(2 * n, 1.0);
        add_moments(pixels, channels, x.single.data(), sums.data());
        CHECK(sums == moments);
        sums.assign(2 * n, 1.0);
        add_batch_norm_sums(pixels, channels, x.single.data(), dy.single.data(), mean.single.data(),
                            factor.single.data(), sums.data());
        CHECK(sums == gradients);
        AlignedVector<float> fy(pixels * n), fdx(pixels * n);
        batch_norm_forward(pixels, channels, x.single.data(), mean.single.data(), factor.single.data(),
                           a.single.data(), fy.data());
        CHECK(testing::differences(fy, y) == 0);
        batch_norm_backward(pixels, channels, x.single.data(), dy.single.data(), mean.single.data(),
                            factor.single.data(), a.single.data(), b.single.data(), fdx.data());
        CHECK(testing::differences(fdx, dx) == 0);
      });
    }
}

TEST_CASE("batch norm: sums are kept in double, where float would lose the small values") {
  constexpr int kChannels = 33;
  AlignedVector<float> x(2 * kChannels, 1.0f);
  std::fill_n(x.begin(), kChannels, 1e9f);
  testing::on_every_instruction_set([&] {
    std::vector<double> sums(2 * kChannels);
    add_moments(2, kChannels, x.data(), sums.data());
    for (int c = 0; c < kChannels; ++c) CHECK(sums[static_cast<std::size_t>(c)] == 1e9 + 1);
  });
}
