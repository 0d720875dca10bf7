#include "core/study/tsne.h"

#include <cmath>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/study/neighbour_purity.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

namespace {

constexpr std::size_t kFeatures = 6;

/// Three Gaussians of deviation 1, their centres `apart` from each other; row i is of group i mod 3.
std::vector<float> three_groups(std::size_t count, float apart, std::uint64_t seed = 1) {
  Random random(seed, RandomPurpose::test);
  std::vector<float> rows;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t f = 0; f < kFeatures; ++f)
      rows.push_back(random.normal() + (f == i % 3 ? apart / std::sqrt(2.0f) : 0));
  return rows;
}

Affinities joint_of(const std::vector<float>& rows, double perplexity, int threads = 1) {
  ThreadPool pool(threads);
  return *joint_affinities(*conditional_affinities(rows, kFeatures, perplexity, pool));
}

/// The divergence from its definition.
double plain_divergence(const Affinities& joint, const std::vector<double>& x, const std::vector<double>& y,
                        double factor = 1) {
  const std::size_t n = x.size();
  double weights = 0, sum = 0;
  const auto q = [&](std::size_t i, std::size_t j) {
    return 1 / (1 + std::pow(x[i] - x[j], 2) + std::pow(y[i] - y[j], 2));
  };
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) weights += i == j ? 0 : q(i, j);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      const double p = factor * static_cast<double>(joint.of(i, j));
      if (p > 0) sum += p * std::log(p / (q(i, j) / weights));
    }
  return sum;
}

PlanePoints scattered(std::size_t count) {
  Random random(9, RandomPurpose::test);
  PlanePoints points;
  for (std::size_t i = 0; i < count; ++i) {
    points.x.push_back(2 * random.normal());
    points.y.push_back(2 * random.normal());
  }
  return points;
}

}  // namespace

TEST_CASE("affinities: every point's choices have the perplexity asked for, and follow from one Gaussian") {
  const std::vector<float> rows = three_groups(90, 3);
  ThreadPool pool(1);
  for (const double perplexity : {2.0, 12.0, 29.0}) {
    const Affinities affinities = *conditional_affinities(rows, kFeatures, perplexity, pool);
    for (std::size_t i = 0; i < 90; ++i) {
      double sum = 0, bits = 0;
      for (std::size_t j = 0; j < 90; ++j) {
        const double p = static_cast<double>(affinities.of(i, j));
        sum += p;
        if (p > 0) bits -= p * std::log2(p);
      }
      CHECK(sum == Approx(1).epsilon(1e-5));
      CHECK(std::log(std::pow(2.0, bits)) == Approx(std::log(perplexity)).margin(3e-5));
      CHECK(affinities.of(i, i) == 0);
    }
    // ln p falls linearly with the squared distance: the slope of two pairs is the same.
    const auto distance = [&](std::size_t i, std::size_t j) {
      double squares = 0;
      for (std::size_t f = 0; f < kFeatures; ++f)
        squares += std::pow(
            static_cast<double>(rows[i * kFeatures + f]) - static_cast<double>(rows[j * kFeatures + f]), 2);
      return squares;
    };
    const auto slope = [&](std::size_t j, std::size_t k) {
      return (std::log(static_cast<double>(affinities.of(0, j))) -
              std::log(static_cast<double>(affinities.of(0, k)))) /
             (distance(0, j) - distance(0, k));
    };
    CHECK(slope(3, 6) == Approx(slope(9, 12)).epsilon(1e-2));
  }
}

TEST_CASE("affinities: joint ones are symmetric and add up to 1 - equal points choose all others alike") {
  const Affinities joint = joint_of(three_groups(60, 3), 10);
  double sum = 0;
  for (std::size_t i = 0; i < 60; ++i)
    for (std::size_t j = 0; j < 60; ++j) {
      CHECK(joint.of(i, j) == joint.of(j, i));
      sum += static_cast<double>(joint.of(i, j));
    }
  CHECK(sum == Approx(1).epsilon(1e-5));
  ThreadPool pool(1);
  const Affinities equal = *conditional_affinities(std::vector<float>(20, 1.0f), 1, 5, pool);
  CHECK(equal.of(3, 7) == Approx(1.0 / 19));
}

TEST_CASE("affinities: a perplexity that the points do not allow is refused with what they do") {
  ThreadPool pool(1);
  const std::vector<float> rows = three_groups(31, 3);
  CHECK(largest_perplexity(31) == 10);
  CHECK_NOTHROW(conditional_affinities(rows, kFeatures, 10, pool));
  for (const double perplexity : {10.5, 0.5, std::nan("")})
    CHECK(test::throws_kind(ErrorKind::bad_value,
                            [&] { conditional_affinities(rows, kFeatures, perplexity, pool); }));
}

TEST_CASE("t-SNE's divergence is the definition's, and its gradient that of finite differences") {
  const Affinities joint = joint_of(three_groups(40, 3), 8);
  const PlanePoints points = scattered(40);
  ThreadPool pool(1);
  std::vector<double> x(points.x.begin(), points.x.end()), y(points.y.begin(), points.y.end());
  CHECK(tsne_divergence(joint, points, pool) == Approx(plain_divergence(joint, x, y)).epsilon(1e-6));
  const PlanePoints gradient = tsne_gradient(joint, points, 1, pool);
  constexpr double kStep = 1e-4;
  for (std::size_t i = 0; i < 40; ++i)
    for (const bool along_x : {true, false}) {
      double& coordinate = along_x ? x[i] : y[i];
      const double before = coordinate;
      coordinate = before + kStep;
      const double above = plain_divergence(joint, x, y);
      coordinate = before - kStep;
      const double below = plain_divergence(joint, x, y);
      coordinate = before;
      CHECK(static_cast<double>(along_x ? gradient.x[i] : gradient.y[i]) ==
            Approx((above - below) / (2 * kStep)).margin(2e-6));
    }
}

TEST_CASE("t-SNE keeps three far groups apart, with falling divergence, the same with one thread and three") {
  const std::vector<float> rows = three_groups(150, 12);
  std::vector<std::int32_t> groups(150);
  for (std::size_t i = 0; i < 150; ++i) groups[i] = static_cast<std::int32_t>(i % 3);
  ThreadPool one(1), three(3);
  const Affinities joint = joint_of(rows, 15);
  CHECK(joint.values == joint_of(rows, 15, 3).values);
  const PlanePoints start = tsne_start(rows, kFeatures);
  Tsne tsne(joint, start, one), same(joint, start, three);
  double mean = 0, squares = 0;
  for (const float value : start.x) {
    mean += static_cast<double>(value) / 150;
    squares += std::pow(static_cast<double>(value), 2) / 150;
  }
  CHECK(mean == Approx(0).margin(1e-9));
  CHECK(std::sqrt(squares) == Approx(kStartDeviation).epsilon(1e-4));
  const double at_first = tsne.divergence();
  for (int i = 0; i < 500; ++i) {
    tsne.step();
    same.step();
  }
  CHECK(tsne.iterations() == 500);
  CHECK(tsne.points().x == same.points().x);
  CHECK(tsne.points().y == same.points().y);
  CHECK(tsne.divergence() < 0.5 * at_first);
  CHECK(neighbour_purity(tsne.points().x, tsne.points().y, groups, one) == 1);
}

TEST_CASE("neighbour purity counts neighbours of the own class, in the plane and from inner products") {
  // Two pairs of close points far apart, and all four labels known: of 3 neighbours (all others) 1 is of the
  // class.
  const std::vector<float> x{0, 1, 100, 101}, y{0, 0, 0, 0};
  ThreadPool pool(1);
  CHECK(neighbour_purity(x, y, std::vector<std::int32_t>{0, 0, 1, 1}, pool) == Approx(1.0 / 3));
  const PlanePoints points = scattered(60);
  std::vector<std::int32_t> labels(60);
  for (std::size_t i = 0; i < 60; ++i) labels[i] = points.x[i] > 0 ? 1 : 0;
  Eigen::MatrixXd products(60, 60);
  for (Eigen::Index i = 0; i < 60; ++i)
    for (Eigen::Index j = 0; j < 60; ++j) {
      const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
      products(i, j) = static_cast<double>(points.x[a]) * static_cast<double>(points.x[b]) +
                       static_cast<double>(points.y[a]) * static_cast<double>(points.y[b]);
    }
  ThreadPool three(3);
  const double purity = neighbour_purity(points.x, points.y, labels, pool);
  CHECK(purity == neighbour_purity(products, labels, three));
  CHECK((purity > 0.6 && purity < 1));
}
