#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <stop_token>

#include "core/base/thread_pool.h"

namespace convlens {

inline constexpr int kPurityNeighbours = 10;

/// How well classes keep together: the mean share of the kPurityNeighbours nearest neighbours (Euclidean; the
/// lower index of equally near ones; of fewer points all others; what is no number is farthest) that are of a
/// point's own class. 1: every neighbourhood is pure. products: the points' inner products. The same with any
/// number of threads; nothing of use where it was stopped.
double neighbour_purity(const Eigen::MatrixXd& products, std::span<const std::int32_t> labels,
                        ThreadPool& pool, const std::stop_token& stop = {});
/// The same of points in the plane.
double neighbour_purity(std::span<const float> x, std::span<const float> y,
                        std::span<const std::int32_t> labels, ThreadPool& pool,
                        const std::stop_token& stop = {});

}  // namespace convlens
