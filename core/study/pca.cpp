#include "core/study/pca.h"

#include <algorithm>
#include <cmath>

#include "core/kernels/dense.h"
#include "core/kernels/transpose.h"
#include "core/study/symmetric_eigen.h"

namespace convlens {
namespace {

constexpr int kStretch = 256;  // terms that are added in float before they go into a double
constexpr int kColumnsAtOnce = 48;
constexpr int kRowsAtOnce = 64;
constexpr int kRowsTransposed = 16;  // a cache line of the result
constexpr int kFeaturesAtOnce = 256;
constexpr double kNoVariance = 1e-7;  // of the largest: the float sums' rounding, no direction

int chunks(std::size_t count, int at_once) { return (static_cast<int>(count) + at_once - 1) / at_once; }

/// Does work(first, here) for each stretch of `count` things, over the pool; whether it was not stopped.
template <typename Work>
bool for_stretches(std::size_t count, int at_once, ThreadPool& pool, const std::stop_token& stop,
                   Work&& work) {
  pool.run(chunks(count, at_once), [&](int chunk) {
    if (stop.stop_requested()) return;
    const int first = chunk * at_once;
    work(first, std::min(at_once, static_cast<int>(count) - first));
  });
  return !stop.stop_requested();
}

/// M^T M of a matrix (rows, columns) that is handed over in stretches: stretch(row, count) gives rows [row,
/// row + count).
template <typename Stretch>
std::optional<Eigen::MatrixXd> column_products(int rows, int columns, Stretch&& stretch, ThreadPool& pool,
                                               const std::stop_token& stop) {
  Eigen::MatrixXd products(columns, columns);
  for (int row = 0; row < rows; row += kStretch) {
    const int terms = std::min(kStretch, rows - row);
    const float* from = stretch(row, terms);
    const auto add = [&](int first, int here) {
      Eigen::MatrixXf part = Eigen::MatrixXf::Zero(columns, here);
      kernels::dense_backward_weights(terms, columns, columns, first, here, from, from, part.data());
      auto sums = products.middleCols(first, here);
      // The first time not by zeros: writing 200 MB of them would be a stretch that nobody could stop.
      if (row == 0)
        sums = part.cast<double>();
      else
        sums += part.cast<double>();
    };
    if (!for_stretches(static_cast<std::size_t>(columns), kColumnsAtOnce, pool, stop, add))
      return std::nullopt;
  }
  return products;
}

/// Features [first, first + count) of all rows, a feature a row.
void transpose_features(const CentredRows& rows, int first, int count, ThreadPool& pool,
                        std::vector<float>& to) {
  to.resize(static_cast<std::size_t>(count) * rows.count);
  pool.run(chunks(rows.count, kRowsTransposed), [&](int chunk) {
    const std::size_t begin = static_cast<std::size_t>(chunk) * kRowsTransposed;
    const std::size_t end = std::min(rows.count, begin + kRowsTransposed);
    for (std::size_t f = 0; f < static_cast<std::size_t>(count); ++f)
      for (std::size_t r = begin; r < end; ++r)
        to[f * rows.count + r] = rows.values[r * rows.features + static_cast<std::size_t>(first) + f];
  });
}

/// Its sign is nobody's choice: the entry with the largest size, the first of several, is made positive.
void set_length_and_sign(std::span<float> component) {
  double length = 0;
  for (const float value : component) length += static_cast<double>(value) * static_cast<double>(value);
  const auto largest = std::ranges::max_element(component, {}, [](float value) { return std::abs(value); });
  const double factor = std::copysign(1 / std::sqrt(length), static_cast<double>(*largest));
  for (float& value : component) value = static_cast<float>(factor * static_cast<double>(value));
}

/// Each row's part in a direction (vectors: one a column), times the row, summed: components (directions,
/// features).
bool add_rows(const CentredRows& rows, const Eigen::MatrixXf& vectors, std::vector<float>& components,
              ThreadPool& pool, const std::stop_token& stop) {
  const int directions = static_cast<int>(vectors.cols()), count = static_cast<int>(rows.count);
  return for_stretches(rows.features, kFeaturesAtOnce, pool, stop, [&](int first, int here) {
    const auto width = static_cast<std::size_t>(here), offset = static_cast<std::size_t>(first);
    std::vector<float> some(rows.count * width), sums(static_cast<std::size_t>(directions) * width);
    for (std::size_t r = 0; r < rows.count; ++r)
      std::copy_n(rows.values.data() + r * rows.features + offset, width, some.data() + r * width);
    kernels::dense_forward(directions, count, here, vectors.data(), some.data(), nullptr, sums.data());
    for (std::size_t d = 0; d < static_cast<std::size_t>(directions); ++d)
      std::copy_n(sums.data() + d * width, width, components.data() + d * rows.features + offset);
  });
}

}  // namespace

std::optional<CentredRows> centred(std::vector<float> rows, std::size_t features, ThreadPool& pool,
                                   const std::stop_token& stop) {
  const std::size_t count = rows.size() / features;
  CentredRows result{
      .count = count, .features = features, .values = std::move(rows), .mean = std::vector<float>(features)};
  const auto centre = [&](int first, int here) {
    std::vector<double> sums(static_cast<std::size_t>(here), 0.0);
    float* const mean = result.mean.data() + first;
    float* const from = result.values.data() + first;
    for (std::size_t r = 0; r < count; ++r)
      for (std::size_t f = 0; f < sums.size(); ++f) sums[f] += static_cast<double>(from[r * features + f]);
    for (std::size_t f = 0; f < sums.size(); ++f)
      mean[f] = static_cast<float>(sums[f] / static_cast<double>(count));
    for (std::size_t r = 0; r < count; ++r)
      for (std::size_t f = 0; f < sums.size(); ++f) from[r * features + f] -= mean[f];
  };
  if (!for_stretches(features, kFeaturesAtOnce, pool, stop, centre)) return std::nullopt;
  return result;
}

std::optional<Eigen::MatrixXd> row_products(const CentredRows& rows, ThreadPool& pool,
                                            const std::stop_token& stop) {
  std::vector<float> transposed;
  const auto stretch = [&](int first, int count) {
    transpose_features(rows, first, count, pool, transposed);
    return transposed.data();
  };
  return column_products(static_cast<int>(rows.features), static_cast<int>(rows.count), stretch, pool, stop);
}

std::optional<Pca> principal_components(const CentredRows& rows, const Eigen::MatrixXd& products,
                                        std::size_t count, ThreadPool& pool, const std::stop_token& stop) {
  const bool wide = rows.features > rows.count;
  std::optional<Eigen::MatrixXd> covariance;
  if (!wide) {
    const auto stretch = [&](int row, int) {
      return rows.values.data() + static_cast<std::size_t>(row) * rows.features;
    };
    covariance =
        column_products(static_cast<int>(rows.count), static_cast<int>(rows.features), stretch, pool, stop);
    if (!covariance) return std::nullopt;
  }
  const auto pairs = largest_eigenpairs(wide ? products : *covariance, static_cast<int>(count), pool, stop);
  if (!pairs) return std::nullopt;
  Pca pca{
      .features = rows.features, .mean = rows.mean, .components = {}, .variances = {}, .total_variance = 0};
  const double degrees = static_cast<double>(std::max<std::size_t>(rows.count, 2) - 1);
  pca.total_variance = products.trace() / degrees;
  Eigen::Index kept = 0;
  while (kept < pairs->values.size() && pairs->values(kept) > kNoVariance * pairs->values(0)) ++kept;
  for (Eigen::Index i = 0; i < kept; ++i) pca.variances.push_back(pairs->values(i) / degrees);
  const Eigen::MatrixXf vectors = pairs->vectors.leftCols(kept).cast<float>();
  pca.components.resize(static_cast<std::size_t>(kept) * rows.features);
  if (wide) {
    if (!add_rows(rows, vectors, pca.components, pool, stop)) return std::nullopt;
  } else {
    std::copy_n(vectors.data(), vectors.size(), pca.components.begin());
  }
  for (std::size_t i = 0; i < pca.count(); ++i)
    set_length_and_sign(std::span(pca.components).subspan(i * rows.features, rows.features));
  return pca;
}

std::optional<std::vector<float>> coordinates(const Pca& pca, const CentredRows& rows, ThreadPool& pool,
                                              const std::stop_token& stop) {
  const int count = static_cast<int>(pca.count()), features = static_cast<int>(pca.features);
  std::vector<float> result(rows.count * pca.count()), columns(pca.components.size());
  if (result.empty()) return result;
  kernels::transpose(count, features, pca.components.data(), columns.data());
  const auto project = [&](int first, int here) {
    kernels::dense_forward(here, features, count,
                           rows.values.data() + static_cast<std::ptrdiff_t>(first) * features, columns.data(),
                           nullptr, result.data() + static_cast<std::ptrdiff_t>(first) * count);
  };
  if (!for_stretches(rows.count, kRowsAtOnce, pool, stop, project)) return std::nullopt;
  return result;
}

std::vector<float> coordinates(const Pca& pca, std::span<const float> row) {
  std::vector<float> result;
  for (std::size_t i = 0; i < pca.count(); ++i) {
    const float* component = pca.components.data() + i * pca.features;
    double sum = 0;
    for (std::size_t f = 0; f < pca.features; ++f)
      sum += static_cast<double>(component[f]) * static_cast<double>(row[f] - pca.mean[f]);
    result.push_back(static_cast<float>(sum));
  }
  return result;
}

}  // namespace convlens
