#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/base/random.h"
#include "tests/support/catch.h"

using namespace convlens;

TEST_CASE("random numbers depend on every part of their key and on nothing else") {
  const auto first = [](std::uint64_t seed, RandomPurpose purpose, std::uint64_t epoch, std::uint64_t sample) {
    return Random(seed, purpose, epoch, sample).next();
  };
  const auto base = first(1, RandomPurpose::shuffle, 2, 3);
  CHECK(base == first(1, RandomPurpose::shuffle, 2, 3));
  CHECK(base != first(2, RandomPurpose::shuffle, 2, 3));
  CHECK(base != first(1, RandomPurpose::dropout, 2, 3));
  CHECK(base != first(1, RandomPurpose::shuffle, 3, 3));
  CHECK(base != first(1, RandomPurpose::shuffle, 2, 4));
  CHECK(first(1, RandomPurpose::shuffle, 0, 1) != first(1, RandomPurpose::shuffle, 1, 0));
}

TEST_CASE("uniform and normal numbers have the moments of their distributions") {
  Random random(7, RandomPurpose::test);
  constexpr int kDraws = 200000;
  double sum = 0, squares = 0, normal_sum = 0, normal_squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double u = random.uniform(), z = random.normal();
    REQUIRE(u >= 0);
    REQUIRE(u < 1);
    sum += u;
    squares += u * u;
    normal_sum += z;
    normal_squares += z * z;
  }
  CHECK(sum / kDraws == Approx(0.5).margin(0.005));
  CHECK(squares / kDraws == Approx(1.0 / 3).margin(0.005));
  CHECK(normal_sum / kDraws == Approx(0).margin(0.01));
  CHECK(normal_squares / kDraws == Approx(1).margin(0.02));
}

TEST_CASE("below() reaches every value about equally often, and shuffle permutes") {
  Random random(3, RandomPurpose::test);
  std::vector<int> counts(7, 0);
  for (int i = 0; i < 70000; ++i) ++counts[random.below(7)];
  for (const int count : counts) CHECK(std::abs(count - 10000) < 500);

  std::vector<std::uint32_t> values(1000);
  std::iota(values.begin(), values.end(), 0u);
  auto shuffled = values;
  shuffle(shuffled, random);
  CHECK(shuffled != values);
  std::sort(shuffled.begin(), shuffled.end());
  CHECK(shuffled == values);
}
