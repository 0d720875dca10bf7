#include "core/study/pca.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/study/symmetric_eigen.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

/// Rows around a plane of a few directions, the further ones ever weaker.
std::vector<float> cloud(std::size_t count, std::size_t features, std::uint64_t seed) {
  Random random(seed, RandomPurpose::test);
  std::vector<float> rows(count * features);
  for (std::size_t r = 0; r < count; ++r) {
    float common = random.normal();
    for (std::size_t f = 0; f < features; ++f) {
      common = 0.6f * common + random.normal();
      rows[r * features + f] = 3 + common / (1 + 0.1f * static_cast<float>(f));
    }
  }
  return rows;
}

/// Jacobi's method, from the definition: eigenvalues descending, vectors as columns.
struct Jacobi {
  std::vector<double> values;
  std::vector<std::vector<double>> vectors;

  explicit Jacobi(std::vector<std::vector<double>> a) {
    const std::size_t n = a.size();
    std::vector<std::vector<double>> v(n, std::vector<double>(n, 0.0));
    for (std::size_t i = 0; i < n; ++i) v[i][i] = 1;
    for (int sweep = 0; sweep < 30; ++sweep)
      for (std::size_t p = 0; p < n; ++p)
        for (std::size_t q = p + 1; q < n; ++q) {
          if (std::abs(a[p][q]) < 1e-14) continue;
          const double theta = 0.5 * std::atan2(2 * a[p][q], a[q][q] - a[p][p]), c = std::cos(theta),
                       s = std::sin(theta);
          for (std::size_t k = 0; k < n; ++k) {
            const double kp = a[k][p], kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
          }
          for (std::size_t k = 0; k < n; ++k) {
            const double pk = a[p][k], qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
            const double vp = v[k][p], vq = v[k][q];
            v[k][p] = c * vp - s * vq;
            v[k][q] = s * vp + c * vq;
          }
        }
    std::vector<std::size_t> order(n);
    for (std::size_t i = 0; i < n; ++i) order[i] = i;
    std::ranges::sort(order, [&](std::size_t i, std::size_t j) { return a[i][i] > a[j][j]; });
    for (const std::size_t i : order) {
      values.push_back(a[i][i]);
      std::vector<double> column(n);
      for (std::size_t k = 0; k < n; ++k) column[k] = v[k][i];
      const auto largest = std::ranges::max_element(column, {}, [](double x) { return std::abs(x); });
      if (*largest < 0)
        for (double& x : column) x = -x;
      vectors.push_back(column);
    }
  }
};

std::vector<std::vector<double>> covariance(const std::vector<float>& rows, std::size_t count,
                                            std::size_t features) {
  std::vector<double> mean(features, 0.0);
  for (std::size_t i = 0; i < rows.size(); ++i)
    mean[i % features] += static_cast<double>(rows[i]) / static_cast<double>(count);
  std::vector<std::vector<double>> result(features, std::vector<double>(features, 0.0));
  for (std::size_t r = 0; r < count; ++r)
    for (std::size_t i = 0; i < features; ++i)
      for (std::size_t j = 0; j < features; ++j)
        result[i][j] += (static_cast<double>(rows[r * features + i]) - mean[i]) *
                        (static_cast<double>(rows[r * features + j]) - mean[j]) /
                        static_cast<double>(count - 1);
  return result;
}

Pca pca_of(const std::vector<float>& rows, std::size_t features, std::size_t count, int threads = 1) {
  ThreadPool pool(threads);
  const CentredRows one = *centred(rows, features, pool);
  return *principal_components(one, *row_products(one, pool), count, pool);
}

}  // namespace

TEST_CASE(
    "principal components are the covariance's eigenvectors, with more rows than features and with fewer") {
  const auto [count, features] =
      GENERATE(std::pair<std::size_t, std::size_t>(90, 12), std::pair<std::size_t, std::size_t>(15, 40));
  const std::vector<float> rows = cloud(count, features, 1);
  const Jacobi expected(covariance(rows, count, features));
  const Pca pca = pca_of(rows, features, 5);
  REQUIRE(pca.count() == 5);
  double total = 0;
  for (const double value : expected.values) total += value;
  CHECK(pca.total_variance == Approx(total));
  ThreadPool pool(1);
  const std::vector<float> projected = *coordinates(pca, *centred(rows, features, pool), pool);
  for (std::size_t i = 0; i < 5; ++i) {
    INFO("component " << i);
    CHECK(pca.variances[i] == Approx(expected.values[i]).epsilon(1e-5));
    CHECK(pca.share(i) == Approx(expected.values[i] / total).epsilon(1e-5));
    for (std::size_t f = 0; f < features; ++f)
      CHECK(static_cast<double>(pca.components[i * features + f]) ==
            Approx(expected.vectors[i][f]).margin(2e-5));
    double variance = 0;
    for (std::size_t r = 0; r < count; ++r)
      variance += std::pow(static_cast<double>(projected[r * 5 + i]), 2);
    CHECK(variance / static_cast<double>(count - 1) == Approx(expected.values[i]).epsilon(1e-5));
  }
  const std::vector<float> one = coordinates(pca, std::span(rows).subspan(3 * features, features));
  for (std::size_t i = 0; i < 5; ++i) CHECK(one[i] == Approx(projected[3 * 5 + i]).margin(1e-4));
}

TEST_CASE("centring, projecting and adding up give the same bits with any number of threads, and nothing when stopped") {
  ThreadPool one(1), three(3);
  std::stop_source stopped;
  stopped.request_stop();
  const std::stop_token stop = stopped.get_token();
  // More features than one thread takes at once, in both shapes.
  for (const auto& [count, features] : {std::pair<std::size_t, std::size_t>(40, 700), std::pair<std::size_t, std::size_t>(320, 290)}) {
    const std::vector<float> rows = cloud(count, features, 3);
    const CentredRows centre = *centred(rows, features, one);
    CHECK(centred(rows, features, three)->values == centre.values);
    CHECK_FALSE(centred(rows, features, one, stop));
    const Eigen::MatrixXd products = *row_products(centre, one);
    CHECK(*row_products(centre, three) == products);
    CHECK_FALSE(row_products(centre, one, stop));
    const Pca pca = *principal_components(centre, products, 5, one);
    CHECK(principal_components(centre, products, 5, three)->components == pca.components);
    CHECK_FALSE(principal_components(centre, products, 5, one, stop));
    const std::vector<float> places = *coordinates(pca, centre, one);
    CHECK(*coordinates(pca, centre, three) == places);
    CHECK_FALSE(coordinates(pca, centre, one, stop));
  }
}

TEST_CASE("points on a line have one component, and equal points none") {
  std::vector<float> line;
  for (const float t : {-2.0f, 0.0f, 1.0f, 5.0f}) line.insert(line.end(), {1 - 3 * t, 2 + 4 * t});
  const Pca pca = pca_of(line, 2, 2);
  REQUIRE(pca.count() == 1);
  CHECK(pca.components[0] == Approx(-0.6));
  CHECK(pca.components[1] == Approx(0.8));  // the larger one is positive
  CHECK(pca.share(0) == Approx(1));
  CHECK(pca_of(std::vector<float>(12, 7.0f), 3, 2).count() == 0);
}

TEST_CASE("large matrices: block Krylov finds the dense solver's pairs, equal eigenvalues too") {
  constexpr Eigen::Index kSide = 420;
  Random random(5, RandomPurpose::test);
  Eigen::MatrixXd start(kSide, kSide);
  for (Eigen::Index i = 0; i < start.size(); ++i) start(i) = static_cast<double>(random.normal());
  const Eigen::MatrixXd vectors =
      Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(start + start.transpose()).eigenvectors();
  Eigen::VectorXd values(kSide);
  for (Eigen::Index i = 0; i < kSide; ++i) values(i) = 1000.0 / static_cast<double>((i + 1) * (i + 1)) + 1;
  values(1) = values(2) = values(3);  // a triple
  const Eigen::MatrixXd matrix = vectors * values.asDiagonal() * vectors.transpose();
  ThreadPool one(1), three(3);
  const auto pairs = largest_eigenpairs(matrix, 30, one);
  REQUIRE(pairs);
  std::sort(values.begin(), values.end(), std::greater<>());
  for (Eigen::Index i = 0; i < 30; ++i) {
    CHECK(pairs->values(i) == Approx(values(i)).epsilon(1e-9));
    CHECK((matrix * pairs->vectors.col(i) - pairs->values(i) * pairs->vectors.col(i)).norm() <
          1e-8 * values(0));
  }
  CHECK((pairs->vectors.transpose() * pairs->vectors - Eigen::MatrixXd::Identity(30, 30)).norm() < 1e-9);
  CHECK(largest_eigenpairs(matrix, 30, three)->vectors == pairs->vectors);
  std::stop_source stopped;
  stopped.request_stop();
  CHECK_FALSE(largest_eigenpairs(matrix, 30, one, stopped.get_token()));
}

TEST_CASE("large matrices of low rank end where nothing is left - any threads give the same components") {
  // 400 rows of 600 features along three directions.
  Random random(6, RandomPurpose::test);
  std::vector<float> directions(3 * 600), rows(400 * 600, 0.0f);
  for (float& value : directions) value = random.normal();
  for (std::size_t r = 0; r < 400; ++r)
    for (std::size_t k = 0; k < 3; ++k) {
      const float part = random.normal() * static_cast<float>(3 - k);
      for (std::size_t f = 0; f < 600; ++f) rows[r * 600 + f] += part * directions[k * 600 + f];
    }
  const Pca pca = pca_of(rows, 600, 50);
  REQUIRE(pca.count() == 3);
  CHECK(pca.share(0) + pca.share(1) + pca.share(2) == Approx(1));
  const std::vector<float> full = cloud(400, 500, 3);
  CHECK(pca_of(full, 500, 20, 1).components == pca_of(full, 500, 20, 3).components);
}
