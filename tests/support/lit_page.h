#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "core/base/random.h"
#include "core/data/photograph.h"
#include "core/data/rasteriser.h"
#include "core/data/split_digits.h"
#include "tests/support/catch.h"

namespace convlens::test {

inline constexpr int kLitWidth = 640, kLitHeight = 480;
inline constexpr float kNoise = 2;  // grey levels of 255

/// How much light falls on a place of the page, both from 0 to 1.
struct Lamp {
  const char* name;
  std::function<float(float x, float y)> light;
};

struct Page {
  float paper, ink;  ///< how much of the light they give back
};
inline constexpr Page kDarkOnLight{0.9f, 0.15f}, kLightOnDark{0.15f, 0.9f};

struct Written {
  int digit, left, top, side;
  float pen = 10;  ///< of a height of 100
};

/// A thin 1, 7 or 4, of lines alone, so that its box is known.
inline Drawing drawing_of(int digit, float pen = 10) {
  if (digit == 1) return {{{{{40, 0}, {40, 100}}, false}}, pen, 1};
  if (digit == 7) return {{{{{0, 0}, {70, 0}, {30, 100}}, false}}, pen, 7};
  return {{{{{30, 0}, {0, 60}, {70, 60}}, false}, {{{50, 30}, {50, 100}}, false}}, pen, 4};
}

inline Image photograph(const Page& page, const Lamp& lamp, const std::vector<Written>& digits) {
  GreyImage ink{kLitWidth, kLitHeight, std::vector<float>(kLitWidth * kLitHeight, 0.0f)};
  for (const Written& one : digits) {
    const GreyImage drawn = rasterise(drawing_of(one.digit, one.pen), one.side).ink;
    for (int y = 0; y < drawn.height; ++y)
      for (int x = 0; x < drawn.width; ++x)
        ink.pixels[static_cast<std::size_t>(one.top + y) * kLitWidth + one.left + x] = drawn.at(y, x);
  }
  Random random(3, RandomPurpose::test);
  Image image{kLitWidth, kLitHeight, 1, {}};
  for (int y = 0; y < kLitHeight; ++y)
    for (int x = 0; x < kLitWidth; ++x) {
      const float light = lamp.light(static_cast<float>(x) / kLitWidth, static_cast<float>(y) / kLitHeight);
      const float level = 255 * light * (page.paper + ink.at(y, x) * (page.ink - page.paper));
      image.pixels.push_back(
          static_cast<std::uint8_t>(std::clamp(std::lround(level + kNoise * random.normal()), 0L, 255L)));
    }
  return image;
}

/// most: the mean of absolute differences between what the network gets and what it would get of the strokes.
inline void check_found(const Image& image, const std::vector<Written>& digits, double most = 0.05) {
  const std::vector<FoundDigit> found = split_digits(find_ink(to_grey(image), InkSide::automatic));
  REQUIRE(found.size() == digits.size());
  for (std::size_t i = 0; i < digits.size(); ++i) {
    CAPTURE(i);
    const GreyImage drawn = rasterise(drawing_of(digits[i].digit), digits[i].side).ink;
    CHECK(std::abs(found[i].x - digits[i].left) <= 3);
    CHECK(std::abs(found[i].y - digits[i].top) <= 3);
    CHECK(std::abs(found[i].width - drawn.width) <= 3);
    CHECK(std::abs(found[i].height - drawn.height) <= 3);
    const PreparedDigit a = prepare_ink(found[i].ink), b = prepare_drawing(drawing_of(digits[i].digit));
    double difference = 0;
    for (std::size_t p = 0; p < a.pixels.size(); ++p)
      difference += std::abs(a.pixels.data()[p] - b.pixels.data()[p]);
    CHECK(difference / static_cast<double>(a.pixels.size()) < most);
  }
}

}  // namespace convlens::test
