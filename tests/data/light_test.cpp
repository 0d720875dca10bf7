#include "core/data/light.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "core/base/random.h"
#include "core/data/photograph.h"
#include "core/data/rasteriser.h"
#include "core/data/split_digits.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

constexpr int kWidth = 640, kHeight = 480;
constexpr float kNoise = 2;  // grey levels of 255

/// How much light falls on a place of the page, both from 0 to 1.
struct Lamp {
  const char* name;
  std::function<float(float x, float y)> light;
};

float from_centre(float x, float y) { return std::hypot(x - 0.5f, y - 0.5f) * std::numbers::sqrt2_v<float>; }

const std::vector<Lamp>& lamps() {
  static const std::vector<Lamp> all{
      {"from the left", [](float x, float) { return 1 - 0.75f * x; }},
      {"from a corner", [](float x, float y) { return 1 - 0.4f * (x + y); }},
      {"a vignette", [](float x, float y) { return 1 - 0.75f * std::pow(from_centre(x, y), 2.0f); }},
      {"a round lamp near one side",
       [](float x, float y) {
         return 0.2f + 0.8f * std::exp(-((x - 0.3f) * (x - 0.3f) + (y - 0.4f) * (y - 0.4f)) / 0.2f);
       }},
      {"a lamp close by", [](float x, float y) { return 1 / (1 + 2 * (x * x + y * y)); }}};
  return all;
}

struct Page {
  float paper, ink;  ///< how much of the light they give back
};
constexpr Page kDarkOnLight{0.9f, 0.15f}, kLightOnDark{0.15f, 0.9f};

struct Written {
  int digit, left, top, side;
  float pen = 10;  ///< of a height of 100
};

/// A thin 1, 7 or 4, of lines alone, so that its box is known.
Drawing drawing_of(int digit, float pen = 10) {
  if (digit == 1) return {{{{{40, 0}, {40, 100}}, false}}, pen, 1};
  if (digit == 7) return {{{{{0, 0}, {70, 0}, {30, 100}}, false}}, pen, 7};
  return {{{{{30, 0}, {0, 60}, {70, 60}}, false}, {{{50, 30}, {50, 100}}, false}}, pen, 4};
}

Image photograph(const Page& page, const Lamp& lamp, const std::vector<Written>& digits) {
  GreyImage ink{kWidth, kHeight, std::vector<float>(kWidth * kHeight, 0.0f)};
  for (const Written& one : digits) {
    const GreyImage drawn = rasterise(drawing_of(one.digit, one.pen), one.side).ink;
    for (int y = 0; y < drawn.height; ++y)
      for (int x = 0; x < drawn.width; ++x)
        ink.pixels[static_cast<std::size_t>(one.top + y) * kWidth + one.left + x] = drawn.at(y, x);
  }
  Random random(3, RandomPurpose::test);
  Image image{kWidth, kHeight, 1, {}};
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x) {
      const float light = lamp.light(static_cast<float>(x) / kWidth, static_cast<float>(y) / kHeight);
      const float level = 255 * light * (page.paper + ink.at(y, x) * (page.ink - page.paper));
      image.pixels.push_back(
          static_cast<std::uint8_t>(std::clamp(std::lround(level + kNoise * random.normal()), 0L, 255L)));
    }
  return image;
}

void check_found(const Image& image, const std::vector<Written>& digits) {
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
    CHECK(difference / static_cast<double>(a.pixels.size()) < 0.05);
  }
}

cv::Mat dark_side(const cv::Mat& grey, float threshold) { return grey < threshold; }

cv::Mat as_mat(GreyImage& image) { return {image.height, image.width, CV_32F, image.pixels.data()}; }

}  // namespace

TEST_CASE("One small digit on a large page is found under strong uneven light, wherever it stands") {
  const std::size_t lamp = GENERATE(range(std::size_t{0}, lamps().size()));
  const Page page = GENERATE(kDarkOnLight, kLightOnDark);
  const std::pair<int, int> place =
      GENERATE(std::pair(40, 40), std::pair(300, 220), std::pair(560, 400), std::pair(560, 30));
  CAPTURE(lamps()[lamp].name, page.paper, place.first, place.second);
  const std::vector<Written> digits{{7, place.first, place.second, 48}};
  check_found(photograph(page, lamps()[lamp], digits), digits);
}

TEST_CASE("Several digits are found under strong uneven light") {
  const std::size_t lamp = GENERATE(range(std::size_t{0}, lamps().size()));
  const Page page = GENERATE(kDarkOnLight, kLightOnDark);
  CAPTURE(lamps()[lamp].name, page.paper);
  const std::vector<Written> digits{
      {7, 30, 40, 100}, {4, 270, 50, 90}, {1, 520, 40, 100}, {4, 60, 330, 90}, {7, 500, 340, 100}};
  check_found(photograph(page, lamps()[lamp], digits), digits);
}

TEST_CASE("An empty page stays empty under any light") {
  const std::size_t lamp = GENERATE(range(std::size_t{0}, lamps().size()));
  const Page page = GENERATE(kDarkOnLight, kLightOnDark);
  const InkSide side = GENERATE(InkSide::automatic, InkSide::dark, InkSide::light);
  CAPTURE(lamps()[lamp].name, page.paper, side);
  const GreyImage ink = find_ink(to_grey(photograph(page, lamps()[lamp], {})), side);
  CHECK(*std::ranges::max_element(ink.pixels) == 0);
}

TEST_CASE("The light of an empty page is measured, and levelled to its noise") {
  const std::size_t lamp = GENERATE(range(std::size_t{0}, lamps().size()));
  CAPTURE(lamps()[lamp].name);
  GreyImage grey = to_grey(photograph(kDarkOnLight, lamps()[lamp], {}));
  cv::Mat picture = as_mat(grey);
  const auto light = uneven_light(picture, dark_side(picture, 0.45f));
  REQUIRE(light);
  CHECK(light->noise > 0.9f * kNoise / 255);
  CHECK(light->noise < 2.5f * kNoise / 255);  // the polynomial follows a round lamp only so far
  const float paper = level_light(picture, *light).level;
  CHECK(paper == Approx(kDarkOnLight.paper).margin(0.1));
  cv::Scalar mean, deviation;
  cv::meanStdDev(picture, mean, deviation);
  CHECK(mean[0] == Approx(static_cast<double>(paper)).margin(0.01));
  CHECK(deviation[0] < 0.04);  // the noise of the darkest places has grown with them
}

TEST_CASE("Where one threshold tells ink from paper the light is left alone") {
  const Lamp even{"even", [](float, float) { return 0.8f; }},
      soft{"softly falling", [](float x, float y) { return 0.9f - 0.1f * (x + y); }};
  for (const Lamp& lamp : {even, soft}) {
    CAPTURE(lamp.name);
    for (const int side : {48, 200, 460})
      for (const int digit : {1, 4, 7})
        for (const float pen : {4.0f, 10.0f, 40.0f}) {
          CAPTURE(side, digit, pen);
          GreyImage grey = to_grey(photograph(kDarkOnLight, lamp, {{digit, 10, 10, side, pen}}));
          const cv::Mat picture = as_mat(grey);
          CHECK_FALSE(uneven_light(picture, dark_side(picture, 0.4f)));
        }
  }
}
