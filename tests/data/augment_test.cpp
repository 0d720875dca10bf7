#include "core/data/augment.h"

#include <cmath>
#include <vector>

#include "core/data/elastic.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

namespace {

std::vector<float> picture(const Shape& shape) {
  std::vector<float> pixels(shape.size());
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<float>((i * 37 + 11) % 101) / 100;
  return pixels;
}

struct Moments {
  double mass = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
};

/// Of a picture of one channel, about its centre of mass.
Moments moments(const std::vector<float>& pixels, const Shape& shape) {
  Moments m;
  const auto each = [&](auto&& visit) {
    for (int y = 0; y < shape.height; ++y)
      for (int x = 0; x < shape.width; ++x)
        visit(x, y, pixels[static_cast<std::size_t>(y) * shape.width + x]);
  };
  each([&](int x, int y, float v) { m.mass += v, m.x += v * x, m.y += v * y; });
  m.x /= m.mass, m.y /= m.mass;
  each([&](int x, int y, float v) {
    m.xx += v * (x - m.x) * (x - m.x) / m.mass;
    m.yy += v * (y - m.y) * (y - m.y) / m.mass;
    m.xy += v * (x - m.x) * (y - m.y) / m.mass;
  });
  return m;
}

/// A soft bar, upright in the middle.
std::vector<float> bar(const Shape& shape) {
  std::vector<float> pixels(shape.size());
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x) {
      const double dx = (x - (shape.width - 1) / 2.0) / 1.5, dy = (y - (shape.height - 1) / 2.0) / 4;
      pixels[static_cast<std::size_t>(y) * shape.width + x] =
          static_cast<float>(std::exp(-(dx * dx + dy * dy) / 2));
    }
  return pixels;
}

const Shape kDigit{1, 28, 28};

}  // namespace

TEST_CASE("Augmentation options are words and numbers, and read back") {
  CHECK_FALSE(parse_augment("none").any());
  CHECK(parse_augment("affine").any());
  CHECK(parse_augment("shift=2,elastic=1.5") == AugmentOptions{.shift = 2, .elastic = 1.5f});
  const AugmentOptions both = parse_augment("affine,elastic=0.5,rotate=15");
  CHECK(both.rotate == 15);
  CHECK(both.shift == parse_augment("affine").shift);
  CHECK(parse_augment("drawings,coarse=0") != parse_augment("drawings"));
  for (const char* text :
       {"none", "affine", "drawings", "shift=2,rotate=10.5,scale=0.1,shear=0.2,elastic=1.5",
        "stretch=0.2,thickness=1,coarse=0.5,contrast=0.25,erase=0.125,noise=0.0625"})
    CHECK(to_string(parse_augment(text)) == text);
  for (const char* text :
       {"", "shift", "shift=", "shift=-1", "shift=2,", "twist=3", "rotate=nan", "scale=1", "shift=2x",
        "rotate=inf", "elastic=1,affine", "thickness=3", "coarse=1.5", "drawings,affine"})
    CHECK(test::throws_kind(ErrorKind::bad_value, [&] { parse_augment(text); }));
}

TEST_CASE("Nothing asked for changes nothing and draws nothing") {
  std::vector<float> pixels = picture(kDigit);
  Random random(1, RandomPurpose::test), untouched = random;
  augment(pixels, kDigit, {}, random);
  CHECK(pixels == picture(kDigit));
  CHECK(random.next() == untouched.next());
}

TEST_CASE("The same random state gives the same picture") {
  const AugmentOptions options = parse_augment("drawings,coarse=1,erase=1");
  const Shape shape{3, 13, 21};
  std::vector<float> a = picture(shape), b = a;
  Random first(3, RandomPurpose::augmentation, 1, 2), second(3, RandomPurpose::augmentation, 1, 2);
  augment(a, shape, options, first);
  std::vector<float> other = picture({1, 40, 40});  // another size in between must not leave a trace
  augment(other, {1, 40, 40}, options, second = Random(9, RandomPurpose::test));
  second = Random(3, RandomPurpose::augmentation, 1, 2);
  augment(b, shape, options, second);
  CHECK(a == b);
  CHECK(a != picture(shape));
}

TEST_CASE("A shift moves the mass by at most its limit and keeps it") {
  double furthest = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    std::vector<float> pixels = bar(kDigit);
    Random random(1, RandomPurpose::test, 0, i);
    augment(pixels, kDigit, {.shift = 3}, random);
    const Moments m = moments(pixels, kDigit);
    CHECK(m.mass == Approx(moments(bar(kDigit), kDigit).mass).epsilon(0.01));
    furthest = std::max({furthest, std::abs(m.x - 13.5), std::abs(m.y - 13.5)});
  }
  CHECK(furthest <= 3.05);
  CHECK(furthest > 2.5);
}

TEST_CASE("Rotation, scale and shear act by the numbers asked for") {
  const Moments before = moments(bar(kDigit), kDigit);
  double steepest = 0, largest = 0, smallest = 10, sheared = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    const auto changed = [&](const AugmentOptions& options) {
      std::vector<float> pixels = bar(kDigit);
      Random random(2, RandomPurpose::test, 0, i);
      augment(pixels, kDigit, options, random);
      return moments(pixels, kDigit);
    };
    const Moments rotated = changed({.rotate = 20});
    const double angle = 0.5 * std::atan2(2 * rotated.xy, rotated.yy - rotated.xx);
    steepest = std::max(steepest, std::abs(angle) * 57.29578);
    const double factor = std::sqrt(changed({.scale = 0.2f}).mass / before.mass);
    largest = std::max(largest, factor);
    smallest = std::min(smallest, factor);
    const Moments s = changed({.shear = 0.3f});
    sheared = std::max(sheared, std::abs(s.xy / s.yy));
  }
  CHECK(steepest == Approx(20).margin(1));
  CHECK(largest == Approx(1.2).margin(0.02));
  CHECK(smallest == Approx(0.8).margin(0.02));
  CHECK(sheared == Approx(0.3).margin(0.02));
}

TEST_CASE("The elastic field is smooth, and as strong as asked for") {
  ElasticField field;
  double square = 0, step = 0;
  int count = 0;
  for (std::uint64_t i = 0; i < 300; ++i) {
    Random random(4, RandomPurpose::test, 0, i);
    field.draw(28, 20, 1.5f, random);
    for (int y = 0; y < 20; ++y)
      for (int x = 1; x < 28; ++x, ++count) {
        square += field.x(y, x) * field.x(y, x);
        step = std::max<double>(step, std::abs(field.y(y, x) - field.y(y, x - 1)));
      }
  }
  CHECK(std::sqrt(square / count) == Approx(1.5).epsilon(0.05));
  CHECK(step < 1.5);
  std::vector<float> pixels = picture(kDigit);
  Random random(4, RandomPurpose::test);
  augment(pixels, kDigit, {.elastic = 1}, random);
  CHECK(pixels != picture(kDigit));
}
