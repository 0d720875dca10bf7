#include "core/data/split_digits.h"

#include <algorithm>
#include <vector>

#include "tests/support/catch.h"

using namespace convlens;

namespace {

GreyImage paper(int width, int height) {
  return {width, height, std::vector<float>(static_cast<std::size_t>(width) * height)};
}

void bar(GreyImage& ink, int left, int top, int width, int height) {
  for (int y = top; y < top + height; ++y)
    for (int x = left; x < left + width; ++x) ink.pixels[static_cast<std::size_t>(y) * ink.width + x] = 1;
}

float sum(const GreyImage& ink) {
  float total = 0;
  for (const float value : ink.pixels) total += value;
  return total;
}

}  // namespace

TEST_CASE("Digits are found in reading order, line by line") {
  GreyImage ink = paper(200, 120);
  bar(ink, 120, 12, 6, 40);  // the first line, its last digit a little higher
  bar(ink, 20, 10, 6, 40);
  bar(ink, 70, 14, 20, 36);
  bar(ink, 90, 70, 6, 40);  // the second
  bar(ink, 30, 72, 6, 40);
  const std::vector<FoundDigit> digits = split_digits(ink);
  REQUIRE(digits.size() == 5);
  const std::vector<int> lefts{20, 70, 120, 30, 90};
  for (std::size_t i = 0; i < digits.size(); ++i) CHECK(digits[i].x == lefts[i]);
  CHECK(digits[1].y == 14);
  CHECK(digits[1].width == 20);
  CHECK(digits[1].height == 36);
  CHECK(digits[1].ink.width == 20);
  CHECK(sum(digits[1].ink) == 20 * 36);
}

TEST_CASE("A five's roof belongs to it, a digit below does not, and a speck is none") {
  GreyImage ink = paper(120, 160);
  bar(ink, 20, 10, 24, 4);  // a roof, five pixels above
  bar(ink, 20, 19, 20, 40);
  bar(ink, 20, 70, 20, 44);  // the digit below
  bar(ink, 90, 30, 3, 3);    // a speck
  const std::vector<FoundDigit> digits = split_digits(ink);
  REQUIRE(digits.size() == 2);
  CHECK(digits[0].y == 10);
  CHECK(digits[0].height == 49);
  CHECK(digits[1].y == 70);
}

TEST_CASE("A neighbour whose box reaches over leaves no ink in a digit") {
  GreyImage ink = paper(80, 60);
  bar(ink, 10, 10, 4, 40);  // an L, whose foot ...
  bar(ink, 10, 46, 38, 4);
  bar(ink, 40, 8, 20, 30);  // ... runs below this one
  const std::vector<FoundDigit> digits = split_digits(ink);
  REQUIRE(digits.size() == 2);
  CHECK(sum(digits[0].ink) == 4 * 36 + 38 * 4);
  CHECK(sum(digits[1].ink) == 20 * 30);
}

TEST_CASE("Empty paper holds no digit") {
  CHECK(split_digits(paper(30, 30)).empty());
  CHECK(split_digits({}).empty());
}
