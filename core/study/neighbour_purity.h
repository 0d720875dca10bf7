#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <span>

#include "core/base/thread_pool.h"

namespace convlens {

inline constexpr int kPurityNeighbours = 10;

/// How well classes keep together: the mean share of the kPurityNeighbours nearest neighbours (Euclidean; the lower
/// index of equally near ones; of fewer points all others) that are of a point's own class. 1: every neighbourhood is
/// pure. products: the points' inner products. The same with any number of threads.
double neighbour_purity(const Eigen::MatrixXd& products, std::span<const std::int32_t> labels, ThreadPool& pool);
/// The same of points in the plane.
double neighbour_purity(std::span<const float> x, std::span<const float> y, std::span<const std::int32_t> labels,
                        ThreadPool& pool);

}  // namespace convlens
