#include "core/kernels/pooling.h"

#include <cmath>
#include <limits>
#include <sstream>

#include "tests/kernels/kernel_support.h"

using namespace convlens;
using namespace convlens::kernels;
using convlens::testing::Draw;
using convlens::testing::Numbers;

namespace {

PoolGeometry draw_geometry(Draw& draw) {
  if (draw.once_in(4)) {
    const int height = draw.between(1, 7), width = draw.between(1, 7);
    return {.channels = draw.between(1, 70),
            .in_height = 2 * height,
            .in_width = 2 * width,
            .out_height = height,
            .out_width = width,
            .kernel_y = 2,
            .kernel_x = 2,
            .stride_y = 2,
            .stride_x = 2};
  }
  PoolGeometry g;
  g.channels = draw.between(1, 70);
  g.kernel_y = draw.between(1, 4);
  g.kernel_x = draw.between(1, 4);
  g.stride_y = draw.between(1, 4);
  g.stride_x = draw.between(1, 4);
  g.pad_top = draw.between(0, g.kernel_y - 1);
  g.pad_left = draw.between(0, g.kernel_x - 1);
  g.in_height = draw.between(g.kernel_y, 13);
  g.in_width = draw.between(g.kernel_x, 13);
  g.out_height = (g.in_height + g.pad_top - g.kernel_y) / g.stride_y + 1;
  g.out_width = (g.in_width + g.pad_left - g.kernel_x) / g.stride_x + 1;
  return g;
}

std::string text(const PoolGeometry& g) {
  std::ostringstream out;
  out << g.channels << "x" << g.in_height << "x" << g.in_width << ", kernel " << g.kernel_y << "x"
      << g.kernel_x << ", stride " << g.stride_y << "," << g.stride_x << ", padding " << g.pad_top << ","
      << g.pad_left;
  return out.str();
}

}  // namespace

TEST_CASE("pooling: every instruction set agrees with the plain twin") {
  Draw draw(11);
  for (int i = 0; i < 150; ++i) {
    const PoolGeometry g = draw_geometry(draw);
    const int batch = draw.once_in(20) ? draw.between(4, 65) : draw.between(1, 3);
    INFO(batch << " x " << text(g));
    const std::size_t x_size = static_cast<std::size_t>(batch) * g.in_height * g.in_width * g.channels;
    const std::size_t y_size = static_cast<std::size_t>(batch) * g.out_height * g.out_width * g.channels;
    const Numbers x(x_size, i), dy(y_size, i + 1000);
    std::vector<double> y(y_size), dx(x_size);
    std::vector<std::int32_t> switches(y_size);
    const bool through_relu = draw.once_in(2);
    max_pool_forward(g, batch, x.exact.data(), y.data(), switches.data(), through_relu);
    CHECK((through_relu && *std::min_element(y.begin(), y.end()) < 0) == false);
    max_pool_backward(g, batch, dy.exact.data(), switches.data(), through_relu ? y.data() : nullptr,
                      dx.data());
    testing::on_every_instruction_set([&] {
      AlignedVector<float> fy(y_size, 9), fdx(x_size, 9);
      std::vector<std::int32_t> fswitches(y_size, 9);
      max_pool_forward(g, batch, x.single.data(), fy.data(), fswitches.data(), through_relu);
      max_pool_backward(g, batch, dy.single.data(), fswitches.data(), through_relu ? fy.data() : nullptr,
                        fdx.data());
      CHECK(testing::differences(fy, y) == 0);
      CHECK(fswitches == switches);
      CHECK(testing::differences(fdx, dx) == 0);
    });
    for (const bool count_padding : {false, true}) {
      AlignedVector<float> fy(y_size, 9), fdx(x_size, 9);
      average_pool_forward(g, count_padding, batch, x.exact.data(), y.data());
      average_pool_backward(g, count_padding, batch, dy.exact.data(), dx.data());
      average_pool_forward(g, count_padding, batch, x.single.data(), fy.data());
      average_pool_backward(g, count_padding, batch, dy.single.data(), fdx.data());
      double worst = 0;
      for (std::size_t k = 0; k < y_size; ++k) worst = std::max(worst, std::abs(fy[k] - y[k]));
      for (std::size_t k = 0; k < x_size; ++k) worst = std::max(worst, std::abs(fdx[k] - dx[k]));
      CHECK(worst < 1e-5);
    }
  }
}

TEST_CASE("max pool: the first maximum in row order wins, and padding never does") {
  const PoolGeometry g{.channels = 1,
                       .in_height = 2,
                       .in_width = 4,
                       .out_height = 2,
                       .out_width = 3,
                       .kernel_y = 2,
                       .kernel_x = 2,
                       .stride_y = 2,
                       .stride_x = 2,
                       .pad_top = 1,
                       .pad_left = 1};
  const float x[] = {-1, 0, 0, -5, -2, 7, 7, 7};
  float y[6];
  std::int32_t switches[6];
  testing::on_every_instruction_set([&] {
    max_pool_forward(g, 1, x, y, switches);
    CHECK(std::vector<float>(y, y + 6) == std::vector<float>{-1, 0, -5, -2, 7, 7});
    CHECK(std::vector<std::int32_t>(switches, switches + 6) == std::vector<std::int32_t>{0, 1, 3, 4, 5, 7});
  });
}

TEST_CASE("max pool: NaN and infinity give a place inside the window") {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN(),
                  kInfinity = std::numeric_limits<float>::infinity();
  constexpr int kChannels = 19;
  const PoolGeometry g{.channels = kChannels, .in_height = 2, .in_width = 2, .kernel_y = 2, .kernel_x = 2};
  testing::on_every_instruction_set([&] {
    AlignedVector<float> x(4 * kChannels, kNan), y(kChannels), dx(4 * kChannels);
    std::vector<std::int32_t> switches(kChannels);
    max_pool_forward(g, 1, x.data(), y.data(), switches.data());
    CHECK(switches == std::vector<std::int32_t>(kChannels, 0));
    max_pool_backward(g, 1, y.data(), switches.data(), nullptr, dx.data());
    std::fill(x.begin(), x.end(), -kInfinity);
    max_pool_forward(g, 1, x.data(), y.data(), switches.data());
    CHECK(switches == std::vector<std::int32_t>(kChannels, 0));
    CHECK(y == AlignedVector<float>(kChannels, -kInfinity));
  });
}

TEST_CASE("max pool: a window wholly in the padding gives 0 and no switch") {
  const PoolGeometry g{.channels = 9,
                       .in_height = 1,
                       .in_width = 1,
                       .out_height = 2,
                       .out_width = 1,
                       .kernel_y = 1,
                       .kernel_x = 1,
                       .pad_top = 1};
  const AlignedVector<float> x(9, 4.0f);
  testing::on_every_instruction_set([&] {
    AlignedVector<float> y(18, 9.0f), dx(9, 9.0f);
    std::vector<std::int32_t> switches(18);
    max_pool_forward(g, 1, x.data(), y.data(), switches.data());
    CHECK(y[0] == 0);
    CHECK(y[9] == 4);
    CHECK(switches[0] == kNoSwitch);
    CHECK(switches[9] == 0);
    max_pool_backward(g, 1, y.data(), switches.data(), nullptr, dx.data());
    CHECK(dx == AlignedVector<float>(9, 4.0f));
  });
}

TEST_CASE("pooling backwards through a ReLU is unpooling and then the ReLU's gradient") {
  Draw draw(31);
  for (int i = 0; i < 40; ++i) {
    const PoolGeometry g = draw_geometry(draw);
    INFO(text(g));
    const std::size_t x_size = static_cast<std::size_t>(g.in_height) * g.in_width * g.channels;
    const std::size_t y_size = static_cast<std::size_t>(g.out_height) * g.out_width * g.channels;
    const Numbers x(x_size, i), dy(y_size, i + 1000);
    std::vector<double> positive(x.exact), y(y_size), at_relu(x_size), dx(x_size), at_once(x_size);
    for (double& value : positive) value = std::max(0.0, value);
    std::vector<std::int32_t> switches(y_size);
    max_pool_forward(g, 1, positive.data(), y.data(), switches.data());
    max_pool_backward(g, 1, dy.exact.data(), switches.data(), nullptr, at_relu.data());
    for (std::size_t k = 0; k < x_size; ++k) dx[k] = positive[k] > 0 ? at_relu[k] : 0;
    max_pool_backward(g, 1, dy.exact.data(), switches.data(), y.data(), at_once.data());
    CHECK(at_once == dx);
  }
}
