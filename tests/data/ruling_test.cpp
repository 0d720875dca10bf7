#include "core/data/ruling.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/data/generated.h"
#include "core/data/photograph.h"
#include "core/data/split_digits.h"
#include "tests/support/catch.h"
#include "tests/support/paper_page.h"

using namespace convlens;

namespace {

constexpr int kGap = 42;  // about a third of the digits' height
constexpr float kSlope = 0.02f;

/// Lines two pixels wide, slightly aslant, this much as dark as the ink of write_on(); or squares.
void rule(Image& page, float strength, bool squares) {
  const auto is_line = [](float place) { return std::fmod(place, static_cast<float>(kGap)) < 2; };
  for (int y = 0; y < page.height; ++y)
    for (int x = 0; x < page.width; ++x) {
      const auto across = static_cast<float>(x), down = static_cast<float>(y);
      if (!is_line(down + kSlope * across) && !(squares && is_line(across + kSlope * (page.height - down)))) continue;
      std::uint8_t& paper = page.pixels[static_cast<std::size_t>(y) * page.width + x];
      paper = static_cast<std::uint8_t>(std::lround(static_cast<float>(paper) * (1 - 0.7f * strength)));
    }
}

/// At the best of the shifts by a pixel: a stub of a line at the box's edge moves the centre of mass.
double mean_difference(const PreparedDigit& a, const PreparedDigit& b) {
  const auto at = [](const PreparedDigit& digit, int y, int x) {
    const bool inside = x >= 0 && y >= 0 && x < kDigitSide && y < kDigitSide;
    return inside ? digit.pixels.at(0, 0, y, x) : 0.0f;
  };
  double least = 1;
  for (int down = -1; down <= 1; ++down)
    for (int across = -1; across <= 1; ++across) {
      double sum = 0;
      for (int y = 0; y < kDigitSide; ++y)
        for (int x = 0; x < kDigitSide; ++x)
          sum += static_cast<double>(std::abs(at(a, y, x) - at(b, y + down, x + across)));
      least = std::min(least, sum / (kDigitSide * kDigitSide));
    }
  return least;
}

}  // namespace

TEST_CASE("A digit on ruled or squared paper comes without the lines") {
  const bool squares = GENERATE(false, true);
  const float strength = GENERATE(0.15f, 0.3f, 0.45f);
  const int digit = GENERATE(0, 2, 4, 5, 8);
  CAPTURE(squares, strength, digit);
  const Drawing drawing = generate_digit(digit, 3, 0, 1);
  Image page = test::photographed_paper();
  test::write_on(page, drawing, 240, 130);
  const PreparedDigit plain = prepare_image(page);
  rule(page, strength, squares);
  const PreparedDigit found = prepare_image(page);
  CHECK(std::abs(found.box_width - plain.box_width) <= 8);
  CHECK(std::abs(found.box_height - plain.box_height) <= 8);
  CHECK(mean_difference(found, plain) < 0.04);
}

TEST_CASE("Several digits on squared paper are told apart") {
  Image page = test::photographed_paper();
  for (int i = 0; i < 3; ++i) test::write_on(page, generate_digit(2 + 3 * i, 3, 0, 1), 60 + 180 * i, 130);
  rule(page, 0.3f, true);
  CHECK(split_digits(find_ink(to_grey(page), InkSide::automatic)).size() == 3);
}

TEST_CASE("Without lines nothing is taken away, whatever lies at the picture's rim") {
  cv::Mat ink = cv::Mat::zeros(200, 200, CV_32F);
  ink(cv::Range(50, 150), cv::Range(30, 40)) = 1.0f;     // a digit
  ink(cv::Range(50, 150), cv::Range(140, 150)) = 0.45f;  // and a fainter one
  SECTION("nothing") {}
  SECTION("specks") { ink.at<float>(0, 100) = ink.at<float>(120, 0) = ink.at<float>(199, 199) = 0.45f; }
  SECTION("a stroke that leads out of the picture") {
    ink(cv::Range(150, 200), cv::Range(30, 40)) = 1.0f;
    ink(cv::Range(150, 200), cv::Range(40, 50)) = 0.3f;  // its edge is soft
  }
  SECTION("a stroke that fades as it leads out of the picture") {
    for (int y = 150; y < 200; ++y)
      ink(cv::Range(y, y + 1), cv::Range(30, 40)) = 1.0f - 0.7f * static_cast<float>(y - 150) / 50;
  }
  SECTION("a dark bar") { ink(cv::Range(0, 8), cv::Range(0, 200)) = 1.0f; }
  cv::Mat same = ink.clone(), inked = ink > 0.2f;
  take_away_ruling(same, 0.1f, 0.5f);
  CHECK(cv::countNonZero(same != ink) == 0);
  CHECK(leave_ruling_out(ink, inked) == 0);
  CHECK(cv::countNonZero(inked != (ink > 0.2f)) == 0);
}

TEST_CASE("Lines that a threshold took for ink are told from it") {
  cv::Mat ink = cv::Mat::zeros(200, 200, CV_32F);
  for (int y = 20; y < 200; y += 40) ink.row(y) = 0.4f;
  ink(cv::Range(50, 150), cv::Range(90, 100)) = 1.0f;
  cv::Mat inked = ink > 0.2f;
  CHECK(leave_ruling_out(ink, inked) == Approx(0.7f));
  CHECK(cv::countNonZero(inked != (ink > 0.7f)) == 0);
}

TEST_CASE("What is as faint as the ruling goes with it, wherever it lies, and what is stronger stays") {
  cv::Mat ink = cv::Mat::zeros(200, 200, CV_32F);
  ink(cv::Range(50, 150), cv::Range(90, 100)) = 1.0f;    // the digit
  ink.row(170) = 0.3f;                                   // a line from rim to rim
  ink(cv::Range(30, 31), cv::Range(60, 100)) = 0.3f;     // a piece of one
  ink(cv::Range(40, 42), cv::Range(60, 100)) = 0.45f;    // a faint stroke of the digit
  take_away_ruling(ink, 0.1f, 0.5f);
  CHECK(cv::countNonZero(ink.row(170)) == 0);
  CHECK(ink.at<float>(30, 80) == 0);
  CHECK(ink.at<float>(40, 80) == 0.45f);
  CHECK(ink.at<float>(100, 95) == 1.0f);
}
