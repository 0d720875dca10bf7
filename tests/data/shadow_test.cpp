#include "core/data/shadow.h"

#include "tests/support/lit_page.h"

using namespace convlens;
using namespace convlens::test;

namespace {

/// From 0 to 1 across a border, over about this part of the page's width.
float across(float distance, float softness) { return 1 / (1 + std::exp(-4 * distance / softness)); }

float shaded(float distance, float left, float softness) {
  return left + (1 - left) * across(distance, softness);
}

/// `left`: how much light is left in the shadow.
std::vector<Lamp> shadows(float left, float softness) {
  return {
      {"from the left", [=](float x, float) { return shaded(x - 0.45f, left, softness); }},
      {"aslant", [=](float x, float y) { return shaded(x + 0.6f * y - 0.8f, left, softness); }},
      {"in a corner",
       [=](float x, float y) { return shaded(std::max(x - 0.6f, y - 0.55f), left, softness); }},
      {"a round one", [=](float x, float y) { return shaded(std::hypot(x, y - 1) - 0.7f, left, softness); }},
      {"across the middle",
       [=](float x, float y) { return shaded(std::abs(x + 0.3f * y - 0.6f) - 0.18f, left, softness); }},
      {"and a lamp besides",
       [=](float x, float y) { return shaded(x - 0.45f, left, softness) * (1 - 0.4f * y); }}};
}

// The darkest of these shadows leave a quarter of the light, and four times the noise.
constexpr double kMost = 0.07;

const std::vector<Written> kFive{
    {7, 30, 40, 100}, {4, 270, 50, 90}, {1, 520, 40, 100}, {4, 60, 330, 90}, {7, 500, 340, 100}};

cv::Mat as_mat(GreyImage& image) { return {image.height, image.width, CV_32F, image.pixels.data()}; }

}  // namespace

TEST_CASE("Several digits are found on a page that the border of a shadow crosses") {
  const float left = GENERATE(0.25f, 0.4f, 0.6f), softness = GENERATE(0.002f, 0.01f, 0.03f);
  for (const Lamp& lamp : shadows(left, softness)) {
    CAPTURE(lamp.name, left, softness);
    check_found(photograph(kDarkOnLight, lamp, kFive), kFive, kMost);
  }
}

TEST_CASE("One small digit is found beside the border of a shadow, in it and in the light") {
  const std::pair<int, int> place = GENERATE(std::pair(60, 60), std::pair(265, 220), std::pair(400, 60));
  for (const Lamp& lamp : shadows(0.4f, 0.01f)) {
    CAPTURE(lamp.name, place.first, place.second);
    const std::vector<Written> digits{{7, place.first, place.second, 60}};
    check_found(photograph(kDarkOnLight, lamp, digits), digits, kMost);
  }
}

TEST_CASE("Light ink is found on dark paper with a hard shadow") {
  for (const Lamp& lamp : shadows(0.4f, 0.01f)) {
    CAPTURE(lamp.name);
    check_found(photograph(kLightOnDark, lamp, kFive), kFive, kMost);
  }
}

TEST_CASE(
    "Without a border nothing is levelled: softly falling light, thick pens, digits that fill the page") {
  const std::vector<Lamp> lamps{
      {"even", [](float, float) { return 0.8f; }},
      {"from the left", [](float x, float) { return 1 - 0.75f * x; }},
      {"a round lamp", [](float x, float y) {
         return 0.2f + 0.8f * std::exp(-((x - 0.3f) * (x - 0.3f) + (y - 0.4f) * (y - 0.4f)) / 0.2f);
       }}};
  for (const Lamp& lamp : lamps)
    for (const Page& page : {kDarkOnLight, kLightOnDark})
      for (const Written& digit : {Written{7, 300, 220, 48}, Written{4, 10, 10, 460, 10},
                                   Written{1, 200, 5, 470, 20}, Written{7, 60, 40, 400, 15}}) {
        CAPTURE(lamp.name, page.paper, digit.digit, digit.pen);
        GreyImage grey = to_grey(photograph(page, lamp, {digit}));
        cv::Mat picture = as_mat(grey);
        const cv::Mat before = picture.clone();
        CHECK_FALSE(level_shadow(picture, InkSide::automatic));
        CHECK(cv::norm(picture, before) == 0);
      }
}
