#include "core/explain/compare.h"

#include <cmath>
#include <vector>

#include "core/base/random.h"
#include "tests/support/catch.h"

using namespace convlens;

TEST_CASE("compare: the numbers of two short arrays by hand") {
  const std::vector<float> a{3, 0, -4, 1}, b{0, 0, -4, 5};
  CHECK(minus(a, b) == std::vector<float>{3, 0, 0, -4});
  const Difference numbers = difference_of(a, b);
  CHECK(numbers.largest == 4);
  CHECK(numbers.at == 3);
  CHECK(numbers.relative_l2 == Approx(5 / std::sqrt(26.0)).epsilon(1e-14));        // |(3, 0, 0, -4)| = 5
  CHECK(numbers.cosine == Approx(21 / std::sqrt(26.0 * 41.0)).epsilon(1e-14));     // 16 + 5
  // Ranks 4 2 1 3 and 2.5 2.5 1 4: deviations (1.5, -0.5, -1.5, 0.5) and (0, 0, -1.5, 1.5).
  CHECK(numbers.rank_correlation == Approx(3 / std::sqrt(5.0 * 4.5)).epsilon(1e-14));
  CHECK(numbers.differing == 0.5);
}

TEST_CASE("compare: a scaled array has the cosine 1, a turned one -1") {
  Random random(7, RandomPurpose::test);
  std::vector<float> a(500), twice, turned;
  for (float& value : a) {
    value = static_cast<float>(random.uniform()) - 0.5f;
    twice.push_back(2 * value);
    turned.push_back(-value);
  }
  const Difference of_twice = difference_of(a, twice), of_turned = difference_of(a, turned);
  CHECK(of_twice.cosine == Approx(1).epsilon(1e-14));
  CHECK(of_twice.rank_correlation == Approx(1).epsilon(1e-14));
  CHECK(of_twice.relative_l2 == Approx(1).epsilon(1e-14));
  CHECK(of_turned.cosine == Approx(-1).epsilon(1e-14));
  CHECK(of_turned.rank_correlation == Approx(-1).epsilon(1e-14));
  CHECK(of_turned.relative_l2 == Approx(2).epsilon(1e-14));
}

TEST_CASE("compare: equal arrays differ by exactly nothing") {
  for (const std::vector<float>& a : {std::vector<float>{0.1f, -2.7f, 3e20f}, std::vector<float>(5, 0.0f)}) {
    const Difference numbers = difference_of(a, a);
    CHECK(numbers.largest == 0);
    CHECK(numbers.relative_l2 == 0);
    CHECK(numbers.differing == 0);
    for (const float value : minus(a, a)) CHECK(value == 0);
  }
}

TEST_CASE("compare: what has no direction or no order has no cosine and no rank correlation") {
  const std::vector<float> nothing(3, 0.0f), something{1, 2, 3};
  const Difference numbers = difference_of(nothing, something);
  CHECK(std::isnan(numbers.relative_l2));
  CHECK(std::isnan(numbers.cosine));
  CHECK(std::isnan(numbers.rank_correlation));
  CHECK(numbers.largest == 3);
}
