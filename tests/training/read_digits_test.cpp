#include "core/training/read_digits.h"

#include <cmath>
#include <filesystem>

#include "core/base/random.h"
#include "core/data/rasteriser.h"
#include "core/formats/onnx.h"
#include "core/model/presets.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

namespace {

constexpr int kWidth = 640, kHeight = 420, kDigitPixels = 120;

/// Grey paper under uneven light, with a little noise.
Image photographed_paper() {
  Image page{kWidth, kHeight, 1, {}};
  Random random(1, RandomPurpose::test);
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x)
      page.pixels.push_back(static_cast<std::uint8_t>(150 + 60 * x / kWidth + 20 * y / kHeight +
                                                      static_cast<int>(random.below(5))));
  return page;
}

/// One of the shipped drawings in dark ink, its box beginning at (left, top).
void write_digit(Image& page, int digit, int left, int top) {
  const auto file = std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources" / "drawings" /
                    ("digit-" + std::to_string(digit) + ".json");
  const GreyImage ink = rasterise(read_drawings(file).front(), kDigitPixels).ink;
  for (int y = 0; y < ink.height; ++y)
    for (int x = 0; x < ink.width; ++x) {
      std::uint8_t& paper = page.pixels[static_cast<std::size_t>(top + y) * kWidth + left + x];
      paper = static_cast<std::uint8_t>(std::lround(static_cast<float>(paper) * (1 - 0.7f * ink.at(y, x))));
    }
}

}  // namespace

TEST_CASE("A photographed page with two lines of digits is read in order, each digit with its box") {
  const Model model =
      load_onnx(std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources" / "models" / "digits.onnx");
  Image page = photographed_paper();
  write_digit(page, 3, 40, 30);
  write_digit(page, 8, 220, 50);
  write_digit(page, 2, 420, 40);
  write_digit(page, 6, 60, 240);
  write_digit(page, 7, 300, 260);
  const std::vector<ReadDigit> digits = read_digits(model, page, InkSide::automatic);
  REQUIRE(digits.size() == 5);
  const std::vector<int> labels{3, 8, 2, 6, 7}, lefts{40, 220, 420, 60, 300}, tops{30, 50, 40, 240, 260};
  for (std::size_t i = 0; i < digits.size(); ++i) {
    CAPTURE(i);
    CHECK(digits[i].label == labels[i]);
    CHECK(digits[i].x == Approx(lefts[i]).margin(4));
    CHECK(digits[i].y == Approx(tops[i]).margin(4));
    CHECK(std::max(digits[i].width, digits[i].height) == Approx(kDigitPixels).margin(6));
    CHECK(digits[i].probabilities.size() == 10);
  }
}

TEST_CASE("Empty paper holds no digits, and another model none at all") {
  CHECK(read_digits(initialised_model(find_preset("digits")->build(), 1), photographed_paper(),
                    InkSide::automatic)
            .empty());
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [] {
    read_digits(initialised_model(find_preset("tinyvgg")->build(), 1), photographed_paper(),
                InkSide::automatic);
  }));
}
