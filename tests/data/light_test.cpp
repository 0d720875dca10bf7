#include "core/data/light.h"

#include <numbers>

#include "tests/support/lit_page.h"

using namespace convlens;
using namespace convlens::test;

namespace {

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
