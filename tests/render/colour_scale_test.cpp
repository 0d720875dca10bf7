#include "core/render/colour_scale.h"

#include <cmath>
#include <limits>

#include "core/render/oklab.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr Colour kWhite{255, 255, 255, 255};

}  // namespace

TEST_CASE("the diverging scale is white at 0 and only there, whatever the range") {
  for (const ValueRange range : {ValueRange{-2, 2}, ValueRange{-1, 5}, ValueRange{0, 3}, ValueRange{0, 0}}) {
    CHECK(colour_of(0.0f, ColourMap::diverging, range) == kWhite);
    CHECK(colour_of(-0.0f, ColourMap::diverging, range) == kWhite);
    CHECK_FALSE(colour_of(0.5f, ColourMap::diverging, range) == kWhite);
    CHECK_FALSE(colour_of(-0.5f, ColourMap::diverging, range) == kWhite);
  }
}

TEST_CASE("the diverging scale's arms are equally light at equal distance and reach blue and red ends") {
  const ValueRange range{-1, 1};
  const Colour blue = colour_of(-1, ColourMap::diverging, range),
               red = colour_of(1, ColourMap::diverging, range);
  CHECK(blue.b > blue.r + 80);
  CHECK(red.r > red.b + 80);
  double last = 1.01;
  for (int i = 0; i <= 20; ++i) {
    const float v = static_cast<float>(i) / 20;
    const double left = to_oklab(colour_of(-v, ColourMap::diverging, range)).lightness;
    const double right = to_oklab(colour_of(v, ColourMap::diverging, range)).lightness;
    CHECK(std::abs(left - right) < 0.015);
    CHECK(right < last);
    last = right;
  }
  CHECK(colour_of(-7, ColourMap::diverging, range) == blue);
  CHECK(colour_of(std::numeric_limits<float>::infinity(), ColourMap::diverging, range) == red);
}

TEST_CASE("the sequential scale runs from cividis' dark blue to its yellow, ever lighter") {
  const ValueRange range{2, 4};
  const Colour low = colour_of(2, ColourMap::sequential, range),
               high = colour_of(4, ColourMap::sequential, range);
  // The published table's ends: (0.000, 0.135, 0.305) and (0.995, 0.909, 0.217).
  CHECK(std::abs(low.r - 0) <= 2);
  CHECK(std::abs(low.g - 34) <= 2);
  CHECK(std::abs(low.b - 78) <= 2);
  CHECK(std::abs(high.r - 254) <= 2);
  CHECK(std::abs(high.g - 232) <= 2);
  CHECK(std::abs(high.b - 55) <= 2);
  double last = -1;
  for (int i = 0; i <= 16; ++i) {
    const double light =
        to_oklab(colour_of(2 + static_cast<float>(i) / 8, ColourMap::sequential, range)).lightness;
    CHECK(light > last);
    last = light;
  }
}

TEST_CASE("grey is black at low and white at high, and NaN has a colour of its own on every scale") {
  CHECK(colour_of(0, ColourMap::grey, {0, 1}) == Colour{0, 0, 0, 255});
  CHECK(colour_of(1, ColourMap::grey, {0, 1}) == kWhite);
  CHECK(colour_of(0.5f, ColourMap::grey, {0, 1}) == Colour{128, 128, 128, 255});
  CHECK(colour_of(9, ColourMap::grey, {0, 1}) == kWhite);
  for (const ColourMap map :
       {ColourMap::diverging, ColourMap::sequential, ColourMap::grey, ColourMap::categorical})
    CHECK(colour_of(kNaN, map, {0, 1}) == kNoValueColour);
}

TEST_CASE("ranges: symmetric when diverging, from 0 when sequential, never empty, NaN does not count") {
  const std::vector<float> mixed = {kNaN, -1, 4, std::numeric_limits<float>::infinity()};
  CHECK(range_of(mixed, ColourMap::diverging).low == -4);
  CHECK(range_of(mixed, ColourMap::diverging).high == 4);
  CHECK(range_of(mixed, ColourMap::sequential).low == -1);
  CHECK(range_of(mixed, ColourMap::sequential).high == 4);
  const std::vector<float> positive = {3, 5};
  CHECK(range_of(positive, ColourMap::sequential).low == 0);
  CHECK(range_of(positive, ColourMap::sequential).high == 5);
  for (const std::vector<float>& flat : {std::vector<float>{}, {0, 0}, {kNaN}, {-2, -2}, {2}})
    for (const ColourMap map : {ColourMap::diverging, ColourMap::sequential, ColourMap::grey}) {
      const ValueRange range = range_of(flat, map);
      CHECK(range.high > range.low);
    }
}

TEST_CASE("painting: every value is a square of zoom pixels, in row order - planes make a colour picture") {
  const std::vector<float> values = {0, 1, 0.5f, kNaN, 0, 1};
  const Pixels pixels = paint_map(values, 2, 3, ColourMap::grey, {0, 1}, 4);
  REQUIRE(pixels.width == 12);
  REQUIRE(pixels.height == 8);
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < 12; ++x) {
      const Colour expected =
          colour_of(values[static_cast<std::size_t>(y / 4 * 3 + x / 4)], ColourMap::grey, {0, 1});
      const std::uint8_t* p = pixels.at(y, x);
      CHECK(Colour{p[0], p[1], p[2], p[3]} == expected);
    }
  const std::vector<float> planes = {0, 1, 0.5f, 0, 1, 1};  // r = (0, 1), g = (0.5, 0), b = (1, 1)
  const Pixels colour = paint_rgb(planes, 1, 2, {0, 1});
  CHECK(std::vector<int>(colour.rgba.begin(), colour.rgba.end()) ==
        std::vector<int>{0, 128, 255, 255, 255, 0, 255, 255});
}
