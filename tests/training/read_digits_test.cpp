#include "core/training/read_digits.h"

#include <filesystem>

#include "core/formats/onnx.h"
#include "core/model/presets.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/paper_page.h"

using namespace convlens;

namespace {

/// One of the shipped drawings.
void write_digit(Image& page, int digit, int left, int top) {
  const auto file = std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources" / "drawings" /
                    ("digit-" + std::to_string(digit) + ".json");
  test::write_on(page, read_drawings(file).front(), left, top);
}

}  // namespace

TEST_CASE("A photographed page with two lines of digits is read in order, each digit with its box") {
  const Model model =
      load_onnx(std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources" / "models" / "digits.onnx");
  Image page = test::photographed_paper();
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
    CHECK(std::max(digits[i].width, digits[i].height) == Approx(test::kPageDigit).margin(6));
    CHECK(digits[i].probabilities.size() == 10);
  }
}

TEST_CASE("Empty paper holds no digits, and another model none at all") {
  CHECK(read_digits(initialised_model(find_preset("digits")->build(), 1), test::photographed_paper(),
                    InkSide::automatic)
            .empty());
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [] {
    read_digits(initialised_model(find_preset("tinyvgg")->build(), 1), test::photographed_paper(),
                InkSide::automatic);
  }));
}
