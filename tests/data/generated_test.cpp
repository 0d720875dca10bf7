#include "core/data/generated.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/data/digit_skeletons.h"
#include "core/data/preprocess.h"
#include "core/data/spline.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

TEST_CASE("The two forms of every skeleton have the same strokes, and every digit several ways") {
  for (int digit = 0; digit < 10; ++digit) {
    CHECK(digit_skeletons(digit).size() >= 3);
    for (const DigitSkeleton& way : digit_skeletons(digit)) {
      CHECK(way.weight > 0);
      REQUIRE(way.one.size() == way.another.size());
      for (std::size_t s = 0; s < way.one.size(); ++s) {
        REQUIRE(way.one[s].size() == way.another[s].size());
        for (std::size_t k = 0; k < way.one[s].size(); ++k)
          CHECK(way.one[s][k].corner == way.another[s][k].corner);
      }
    }
  }
}

TEST_CASE("A spline passes through its knots and is straight between corners alone") {
  const std::vector<Knot> curve = spline({{0, 0}, {30, 10}, {50, 60, true}, {10, 90}});
  REQUIRE(curve.size() == 3 * kPointsASpan + 1);
  CHECK(curve[kPointsASpan].x == Approx(30));
  CHECK(curve[2 * kPointsASpan].y == Approx(60));
  CHECK(curve.back().x == Approx(10));
  for (int i = 0; i <= kPointsASpan; ++i) {
    const Knot& point = curve[2 * kPointsASpan + i];
    CHECK((point.x - 50) * 30 == Approx((point.y - 60) * -40).margin(1e-2));
  }
  CHECK(spline({}).empty());
  CHECK(spline({{1, 2}}).size() == 1);
  for (const Knot& point : spline({{5, 5}, {5, 5}, {5, 5}})) CHECK(point.x == Approx(5));
}

TEST_CASE("Generated digits depend on seed, epoch and index, and on nothing else") {
  const Drawing drawing = generate_digit(4, 1, 2, 3);
  CHECK(drawing == generate_digit(4, 1, 2, 3));
  CHECK_FALSE(drawing == generate_digit(4, 2, 2, 3));
  CHECK_FALSE(drawing == generate_digit(4, 1, 3, 3));
  CHECK_FALSE(drawing == generate_digit(4, 1, 2, 4));
  CHECK(drawing.label == 4);
  CHECK(test::throws_kind(ErrorKind::bad_value, [] { generate_digit(10, 1, 0, 0); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [] { generate_digit(-1, 1, 0, 0); }));
}

TEST_CASE("Generated samples are digits in MNIST's form, fresh every epoch") {
  const auto samples = generated_digits(500, 7);
  REQUIRE(samples->size() == 500);
  CHECK(samples->shape() == Shape{1, 28, 28});
  CHECK(samples->class_names().size() == 10);
  std::vector<float> pixels(784), again(784), later(784);
  std::set<std::vector<float>> seen;
  double ink = 0;
  for (std::size_t i = 0; i < samples->size(); ++i) {
    CHECK(samples->label(i) == static_cast<int>(i % 10));
    samples->read(i, 0, pixels);
    samples->read(i, 0, again);
    samples->read(i, 1, later);
    REQUIRE(pixels == again);
    REQUIRE(pixels != later);
    seen.insert(pixels);
    double mass = 0, x = 0, y = 0;
    for (int p = 0; p < 784; ++p) mass += pixels[p], x += pixels[p] * (p % 28), y += pixels[p] * (p / 28);
    REQUIRE(*std::max_element(pixels.begin(), pixels.end()) == 1);
    REQUIRE(x / mass == Approx(14).margin(0.6));
    REQUIRE(y / mass == Approx(14).margin(0.6));
    ink += mass / 784;
  }
  CHECK(seen.size() == 500);
  CHECK(ink / 500 == Approx(0.13).margin(0.03));  // MNIST's mean pixel is 0.1307
}
