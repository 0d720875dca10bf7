#include "core/data/photograph.h"

#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/data/rasteriser.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

namespace {

constexpr int kSide = 300;

Drawing seven() { return {{{{{90, 80}, {210, 85}, {130, 230}}, false}}, 16.0f, {}}; }

/// A seven on paper whose light falls off across the picture, with noise and specks.
Image photograph(bool dark_ink, float noise, float falloff, bool specks = false) {
  const Raster raster = rasterise(seven(), 166);
  Random random(5, RandomPurpose::test);
  Image image{kSide, kSide, 1, std::vector<std::uint8_t>(kSide * kSide)};
  for (int y = 0; y < kSide; ++y)
    for (int x = 0; x < kSide; ++x) {
      const int rx = x - 70, ry = y - 60;
      const bool inside = rx >= 0 && ry >= 0 && rx < raster.ink.width && ry < raster.ink.height;
      const float ink = inside ? raster.ink.at(ry, rx) : 0;
      const float paper = 200 - falloff * static_cast<float>(x + y) / (2 * kSide);
      float level = paper - 130 * ink + noise * random.normal();
      if (specks && x % 97 < 2 && y % 89 < 2) level = 60;
      if (!dark_ink) level = 255 - level;
      image.pixels[static_cast<std::size_t>(y) * kSide + x] =
          static_cast<std::uint8_t>(std::clamp(std::lround(level), 0L, 255L));
    }
  return image;
}

double mean_difference(const PreparedDigit& a, const PreparedDigit& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) sum += std::abs(a.pixels.data()[i] - b.pixels.data()[i]);
  return sum / static_cast<double>(a.pixels.size());
}

}  // namespace

TEST_CASE("A photograph gives the digit that was drawn: noise, falling light, specks, either side") {
  const bool dark = GENERATE(true, false), specks = GENERATE(false, true);
  const float noise = GENERATE(0.0f, 3.0f, 8.0f), falloff = GENERATE(0.0f, 60.0f);
  CAPTURE(dark, specks, noise, falloff);
  const PreparedDigit found = prepare_image(photograph(dark, noise, falloff, specks));
  REQUIRE(found.has_ink);
  const PreparedDigit drawn = prepare_drawing(seven());
  CHECK(std::abs(found.box_width - 136) <= 3);
  CHECK(std::abs(found.box_height - 166) <= 3);
  CHECK(mean_difference(found, drawn) < 0.02);
}

TEST_CASE("A digit that hardly stands out from the noise is found whole") {
  const bool dark = GENERATE(true, false);
  const float noise = GENERATE(15.0f, 20.0f, 30.0f), falloff = GENERATE(0.0f, 40.0f);
  CAPTURE(dark, noise, falloff);
  const PreparedDigit found = prepare_image(photograph(dark, noise, falloff));
  REQUIRE(found.has_ink);
  CHECK(std::abs(found.box_width - 136) <= 8);
  CHECK(std::abs(found.box_height - 166) <= 8);
  CHECK(mean_difference(found, prepare_drawing(seven())) < 0.03);
}

TEST_CASE("Ink that is not clear stays where the blurred picture holds none") {
  // Blurred, so thin a line is fainter than an empty page may be.
  Image image{200, 200, 1, std::vector<std::uint8_t>(200 * 200)};
  Random random(3, RandomPurpose::test);
  for (int y = 0; y < 200; ++y)
    for (int x = 0; x < 200; ++x) {
      const bool inked = y >= 50 && y < 150 && (x == 100 || x == 101);
      image.pixels[static_cast<std::size_t>(y) * 200 + x] = static_cast<std::uint8_t>(
          std::lround((inked ? 189.0f : 200.0f) + 0.8f * random.normal()));
    }
  CHECK(prepare_image(image).has_ink);
}

TEST_CASE("A picture may be as narrow as it likes") {
  for (const int side : {1, 3}) {
    Image image{1000, side, 1, std::vector<std::uint8_t>(static_cast<std::size_t>(1000 * side), 200)};
    CHECK_FALSE(prepare_image(image).has_ink);
    std::swap(image.width, image.height);
    CHECK_FALSE(prepare_image(image).has_ink);
  }
}

TEST_CASE("Paper is exactly 0") {
  const GreyImage ink = find_ink(to_grey(photograph(true, 5, 40)), InkSide::automatic);
  CHECK(ink.at(5, 5) == 0);
  CHECK(ink.at(290, 20) == 0);
  CHECK(*std::max_element(ink.pixels.begin(), ink.pixels.end()) == 1);
}

TEST_CASE("An empty page has no ink, with and without noise") {
  const float noise = GENERATE(0.0f, 1.0f, 6.0f, 20.0f, 40.0f);
  Random random(9, RandomPurpose::test);
  Image image{200, 150, 1, {}};
  for (int i = 0; i < 200 * 150; ++i)
    image.pixels.push_back(
        static_cast<std::uint8_t>(std::clamp(std::lround(180 + noise * random.normal()), 0L, 255L)));
  CHECK_FALSE(prepare_image(image).has_ink);
}

TEST_CASE("The ink's side can be told") {
  Image image{10, 10, 1, std::vector<std::uint8_t>(100, 0)};  // light ink that fills most of the picture
  for (int y = 1; y < 10; ++y)
    for (int x = 0; x < 9; ++x) image.pixels[static_cast<std::size_t>(y) * 10 + x] = 255;
  const PreparedDigit light = prepare_image(image, InkSide::light);
  CHECK(light.box_width == 9);
  CHECK(light.box_y == 1);
  const PreparedDigit automatic = prepare_image(image);
  CHECK(automatic.box_width == 10);
  CHECK(automatic.box_y == 0);
  CHECK(parse_ink_side("dark") == InkSide::dark);
  CHECK(parse_ink_side("auto") == InkSide::automatic);
  CHECK(test::throws_kind(ErrorKind::unknown_name, [] { parse_ink_side("blue"); }));
}

TEST_CASE("Large photographs are shrunk before anything else") {
  Image image{3000, 40, 1, std::vector<std::uint8_t>(3000 * 40, 255)};
  for (int y = 10; y < 30; ++y)
    for (int x = 1500; x < 1560; ++x) image.pixels[static_cast<std::size_t>(y) * 3000 + x] = 0;
  const PreparedDigit digit = prepare_image(image);
  CHECK(digit.ink.width == kMaxPhotographSide);
  CHECK(digit.box_width == Approx(20).margin(1));
}
