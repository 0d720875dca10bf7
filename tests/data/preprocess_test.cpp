#include "core/data/preprocess.h"

#include <array>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "core/data/dataset.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/shared_data.h"

using namespace convlens;

namespace {

GreyImage blank(int width, int height) {
  return {width, height, std::vector<float>(static_cast<std::size_t>(width) * height, 0.0f)};
}

/// Exact area-weighted average of `image` over one target pixel.
double area_average(const GreyImage& image, double x0, double x1, double y0, double y1) {
  double sum = 0;
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x) {
      const double w = std::min<double>(x + 1, x1) - std::max<double>(x, x0);
      const double h = std::min<double>(y + 1, y1) - std::max<double>(y, y0);
      if (w > 0 && h > 0) sum += w * h * image.at(y, x);
    }
  return sum / ((x1 - x0) * (y1 - y0));
}

Image grey_image(int width, int height, std::vector<std::uint8_t> pixels) {
  return {width, height, 1, std::move(pixels)};
}

}  // namespace

TEST_CASE("Ink is scaled by exact area averages to a longer side of 20 and stretched") {
  GreyImage ink = blank(90, 70);
  for (int y = 10; y < 57; ++y)
    for (int x = 20; x < 51; ++x) ink.at(y, x) = 0.1f + 0.5f * static_cast<float>((x * 7 + y * 13) % 17) / 17;
  const PreparedDigit digit = prepare_ink(ink);
  REQUIRE(digit.has_ink);
  CHECK(digit.box_x == 20);
  CHECK(digit.box_y == 10);
  CHECK(digit.box_width == 31);
  CHECK(digit.box_height == 47);
  CHECK(digit.scaled.height == 20);
  CHECK(digit.scaled.width == 13);  // 31 * 20 / 47 = 13.19
  std::vector<double> expected;
  double brightest = 0;
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 13; ++x) {
      expected.push_back(area_average(ink, 20 + x * 31.0 / 13, 20 + (x + 1) * 31.0 / 13, 10 + y * 47.0 / 20,
                                      10 + (y + 1) * 47.0 / 20));
      brightest = std::max(brightest, expected.back());
    }
  for (std::size_t i = 0; i < expected.size(); ++i)
    REQUIRE(digit.scaled.pixels[i] == Approx(std::round(expected[i] / brightest * 255) / 255).margin(1e-6));
}

TEST_CASE("A box smaller than 20 is first enlarged by whole-number replication") {
  const std::array<float, 6> levels{0.13f, 0.29f, 0.47f, 0.61f, 0.83f, 1.0f};
  GreyImage ink = blank(28, 28);
  for (int i = 0; i < 6; ++i) ink.at(5 + i, 9) = levels[i];
  const PreparedDigit digit = prepare_ink(ink);
  // 6 rows become 24, which average to 20; the one column becomes 4, then 20 / 6 = 3.33.
  REQUIRE(digit.scaled.width == 3);
  REQUIRE(digit.scaled.height == 20);
  GreyImage large = blank(4, 24);
  for (int y = 0; y < 24; ++y)
    for (int x = 0; x < 4; ++x) large.at(y, x) = levels[y / 4];
  for (int y = 0; y < 20; ++y) {
    const double level = area_average(large, 0, 4, y * 1.2, (y + 1) * 1.2);
    CHECK(digit.scaled.at(y, 1) == Approx(std::round(level * 255) / 255).margin(1e-6));
  }
}

TEST_CASE("The centre of mass falls on index 14 by whole pixels, and levels are whole") {
  GreyImage ink = blank(60, 60);
  for (int y = 0; y < 60; ++y)
    for (int x = 0; x < 30; ++x) ink.at(y, x) = y > 40 ? 1.0f : 0.3f;
  const PreparedDigit digit = prepare_ink(ink);
  CHECK(digit.offset_x == static_cast<int>(15 - digit.centre_x));
  CHECK(digit.offset_y == static_cast<int>(15 - digit.centre_y));
  double mass = 0, x_moment = 0, y_moment = 0;
  float brightest = 0;
  for (int y = 0; y < 28; ++y)
    for (int x = 0; x < 28; ++x) {
      const float value = digit.pixels.at(0, 0, y, x);
      REQUIRE(value * 255 == Approx(std::round(value * 255)).margin(1e-4));
      brightest = std::max(brightest, value);
      mass += value, x_moment += value * x, y_moment += value * y;
    }
  CHECK(brightest == 1);
  CHECK(x_moment / mass == Approx(14).margin(0.5));
  CHECK(y_moment / mass == Approx(14).margin(0.51));
}

TEST_CASE("Placing clips at the border") {
  GreyImage ink = blank(100, 100);
  for (int x = 0; x < 100; ++x) ink.at(0, x) = 0.01f;  // a faint line far above a heavy foot
  for (int y = 95; y < 100; ++y)
    for (int x = 0; x < 100; ++x) ink.at(y, x) = 1;
  const PreparedDigit digit = prepare_ink(ink);
  CHECK(digit.scaled.height == 20);
  CHECK(digit.offset_y < 0);
  CHECK(digit.pixels.at(0, 0, 19 + digit.offset_y, 14) == 1);
}

TEST_CASE("Nothing drawn is all zeros without ink") {
  const auto prepared = GENERATE_COPY(prepare_ink({}), prepare_ink(blank(5, 3)), prepare_drawing({}),
                                      prepare_ink({2, 1, {std::numeric_limits<float>::quiet_NaN(), -1.0f}}),
                                      prepare_image(grey_image(3, 3, std::vector<std::uint8_t>(9, 255))),
                                      prepare_image(grey_image(1, 1, {0})));
  CHECK_FALSE(prepared.has_ink);
  REQUIRE(prepared.pixels.size() == 784);
  for (const float value : prepared.pixels.values()) REQUIRE(value == 0);
}

TEST_CASE("A drawing's steps tell where its points lie in the ink") {
  const Drawing drawing{{{{{100, 200}, {300, 600}}, false}}, 20.0f, {}};
  const PreparedDigit digit = prepare_drawing(drawing);
  const float x = (100 - digit.origin_x) * digit.scale, y = (200 - digit.origin_y) * digit.scale;
  CHECK(digit.ink.at(static_cast<int>(y), static_cast<int>(x)) == 1);
  CHECK(digit.scaled.height == 20);
}

TEST_CASE("The MNIST test images keep to the facts of their own preprocessing") {
  const auto mnist = test::shared_data("data/mnist");
  if (!mnist) {
    WARN("MNIST is not there: skipped");
    return;
  }
  const auto samples = open_dataset({"mnist", *mnist}, Split::test, {});
  REQUIRE(samples->size() == 10000);
  int not_twenty = 0, moved = 0, changed = 0;
  double difference = 0;
  std::vector<float> pixels(784);
  for (std::size_t i = 0; i < samples->size(); ++i) {
    samples->read(i, 0, pixels);
    Image image{28, 28, 1, {}};
    for (const float value : pixels)
      image.pixels.push_back(static_cast<std::uint8_t>(std::lround(value * 255)));
    const bool inverted = i % 2 == 1;
    if (inverted)
      for (std::uint8_t& level : image.pixels) level = static_cast<std::uint8_t>(255 - level);
    const PreparedDigit digit = prepare_image(image);
    not_twenty += std::max(digit.box_width, digit.box_height) != 20;
    moved += digit.offset_x != digit.box_x || digit.offset_y != digit.box_y;
    double sum = 0;
    for (std::size_t p = 0; p < pixels.size(); ++p) sum += std::abs(digit.pixels.data()[p] - pixels[p]) * 255;
    changed += sum > pixels.size();  // by more than a grey level on average
    difference += sum / static_cast<double>(pixels.size());
  }
  CHECK(not_twenty == 3);
  CHECK(moved <= 1);
  CHECK(changed <= 20);
  CHECK(difference / 10000 < 0.05);
}

TEST_CASE("Raw pixels go in as they are, or are refused by shape") {
  const Image grey = grey_image(2, 1, {0, 255});
  const Tensor<float> one = raw_pixels(grey, {1, 1, 2}, "f.png");
  CHECK(std::vector<float>(one.values().begin(), one.values().end()) == std::vector<float>{0, 1});
  const Tensor<float> three = raw_pixels(grey, {3, 1, 2}, "f.png");
  CHECK(std::vector<float>(three.values().begin(), three.values().end()) ==
        std::vector<float>{0, 0, 0, 1, 1, 1});
  const Image colour{1, 1, 3, {255, 0, 51}};
  CHECK(raw_pixels(colour, {3, 1, 1}, "f.png").at(0, 2, 0, 0) == Approx(0.2f));
  CHECK(raw_pixels(colour, {1, 1, 1}, "f.png").at(0, 0, 0, 0) == Approx(0.299 + 0.114 * 0.2).margin(0.003));
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [&] { raw_pixels(grey, {1, 2, 1}, "f.png"); }));
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [&] { raw_pixels(grey, {4, 1, 2}, "f.png"); }));
  const Tensor<float> fitted = fitted_pixels(grey_image(4, 2, {0, 0, 255, 255, 0, 0, 255, 255}), {1, 1, 2});
  CHECK(std::vector<float>(fitted.values().begin(), fitted.values().end()) == std::vector<float>{0, 1});
}

TEST_CASE("of a picture of other proportions the middle is taken, undistorted") {
  const Image wide = grey_image(4, 2, {255, 0, 51, 255, 255, 0, 51, 255});
  const Tensor<float> fitted = fitted_pixels(wide, {1, 2, 2});
  CHECK(to_nchw(fitted.view()) == std::vector<float>{0, 0.2f, 0, 0.2f});
  const Tensor<float> high = fitted_pixels(grey_image(2, 4, {255, 255, 0, 0, 51, 51, 255, 255}), {1, 2, 2});
  CHECK(to_nchw(high.view()) == std::vector<float>{0, 0, 0.2f, 0.2f});
}
