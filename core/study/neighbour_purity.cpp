#include "core/study/neighbour_purity.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace convlens {
namespace {

constexpr int kPointsAtOnce = 64;

/// A broken network's values may be no numbers; these are farthest away, so that distances can be put in
/// order.
double orderly(double distance) { return std::isnan(distance) ? INFINITY : distance; }

/// distance(i, j): squared, or anything that grows with it.
template <typename Distance>
double purity(std::span<const std::int32_t> labels, ThreadPool& pool, const std::stop_token& stop,
              Distance&& distance) {
  const std::size_t count = labels.size();
  if (count < 2) return 1;
  const std::size_t nearest = std::min<std::size_t>(kPurityNeighbours, count - 1);
  std::vector<std::size_t> same(count);
  pool.run((static_cast<int>(count) + kPointsAtOnce - 1) / kPointsAtOnce, [&](int chunk) {
    std::vector<std::pair<double, std::size_t>> others;
    const std::size_t first = static_cast<std::size_t>(chunk) * kPointsAtOnce;
    for (std::size_t i = first; i < std::min(count, first + kPointsAtOnce); ++i) {
      if (stop.stop_requested()) return;
      others.clear();
      for (std::size_t j = 0; j < count; ++j)
        if (j != i) others.emplace_back(orderly(distance(i, j)), j);
      std::nth_element(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(nearest - 1),
                       others.end());
      for (std::size_t k = 0; k < nearest; ++k) same[i] += labels[others[k].second] == labels[i] ? 1 : 0;
    }
  });
  return static_cast<double>(std::accumulate(same.begin(), same.end(), std::size_t{0})) /
         static_cast<double>(count * nearest);
}

}  // namespace

double neighbour_purity(const Eigen::MatrixXd& products, std::span<const std::int32_t> labels,
                        ThreadPool& pool, const std::stop_token& stop) {
  const Eigen::VectorXd squares = products.diagonal();
  return purity(labels, pool, stop, [&](std::size_t i, std::size_t j) {
    const auto one = static_cast<Eigen::Index>(i), other = static_cast<Eigen::Index>(j);
    return squares(other) - 2 * products(other, one);
  });
}

double neighbour_purity(std::span<const float> x, std::span<const float> y,
                        std::span<const std::int32_t> labels, ThreadPool& pool, const std::stop_token& stop) {
  return purity(labels, pool, stop, [&](std::size_t i, std::size_t j) {
    const double dx = static_cast<double>(x[i]) - static_cast<double>(x[j]);
    const double dy = static_cast<double>(y[i]) - static_cast<double>(y[j]);
    return dx * dx + dy * dy;
  });
}

}  // namespace convlens
