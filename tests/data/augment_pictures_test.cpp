#include <algorithm>
#include <set>
#include <vector>

#include "core/data/augment.h"
#include "core/tensor/tensor.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

constexpr Shape kShape{3, 4, 5};

std::vector<float> picture() {
  std::vector<float> values(kShape.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i + 1) / 100;
  return values;
}

std::vector<float> changed(const AugmentOptions& options, std::uint64_t sample) {
  std::vector<float> values = picture();
  Random random(1, RandomPurpose::augmentation, 0, sample);
  augment(values, kShape, options, random);
  return values;
}

const float& at(const std::vector<float>& values, int c, int y, int x) {
  return View<const float>{values.data(), 1, kShape}.at(0, c, y, x);
}

}  // namespace

TEST_CASE("flip: half of the pictures are mirrored, the others untouched") {
  const std::vector<float> before = picture();
  int mirrored = 0;
  for (std::uint64_t sample = 0; sample < 200; ++sample) {
    const auto after = changed({.flip = 0.5f}, sample);
    if (after == before) continue;
    ++mirrored;
    for (int c = 0; c < kShape.channels; ++c)
      for (int y = 0; y < kShape.height; ++y)
        for (int x = 0; x < kShape.width; ++x)
          REQUIRE(at(after, c, y, x) == at(before, c, y, kShape.width - 1 - x));
  }
  CHECK(mirrored > 70);
  CHECK(mirrored < 130);
}

TEST_CASE("crop: whole pixels, black where nothing was, every place reached") {
  const std::vector<float> before = picture();
  std::set<std::pair<int, int>> moves;
  for (std::uint64_t sample = 0; sample < 400; ++sample) {
    const auto after = changed({.crop = 2}, sample);
    bool explained = false;
    for (int down = -2; down <= 2; ++down)
      for (int right = -2; right <= 2; ++right) {
        bool fits = true;
        for (int c = 0; c < kShape.channels; ++c)
          for (int y = 0; y < kShape.height; ++y)
            for (int x = 0; x < kShape.width; ++x) {
              const int from_y = y - down, from_x = x - right;
              const bool inside =
                  from_y >= 0 && from_y < kShape.height && from_x >= 0 && from_x < kShape.width;
              fits = fits && at(after, c, y, x) == (inside ? at(before, c, from_y, from_x) : 0.0f);
            }
        if (fits) moves.insert({down, right});
        explained = explained || fits;
      }
    REQUIRE(explained);
  }
  CHECK(moves.size() == 25);
}

TEST_CASE("colour: values move and stay between 0 and 1 - grey pictures stay grey") {
  for (std::uint64_t sample = 0; sample < 50; ++sample) {
    const auto after = changed({.colour = 0.9f}, sample);
    CHECK(after != picture());
    CHECK(std::all_of(after.begin(), after.end(), [](float value) { return value >= 0 && value <= 1; }));
    std::vector<float> grey(kShape.size(), 0.4f);
    Random random(1, RandomPurpose::augmentation, 0, sample);
    augment(grey, kShape, {.colour = 0.9f}, random);
    CHECK(std::all_of(grey.begin(), grey.end(), [&](float value) { return value == Approx(grey[0]); }));
  }
}

TEST_CASE(
    "pictures: the name and its list read as the same, and the same random state gives the same picture") {
  const AugmentOptions options = parse_augment("pictures");
  CHECK(to_string(options) == "pictures");
  CHECK(parse_augment("flip=0.5,crop=4,colour=0.1") == options);
  CHECK(changed(options, 3) == changed(options, 3));
  CHECK(parse_augment("pictures,colour=0").colour == 0);
}
