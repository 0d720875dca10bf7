#pragma once
#include <Eigen/Core>
#include <optional>
#include <stop_token>

#include "core/base/thread_pool.h"

namespace convlens {

/// The largest ‖S v − λ v‖ that is let through, in parts of the largest eigenvalue.
inline constexpr double kEigenTolerance = 1e-9;

struct EigenPairs {
  Eigen::VectorXd values;   ///< descending
  Eigen::MatrixXd vectors;  ///< one a column, orthonormal
};

/// The `count` largest eigenvalues of a symmetric matrix without negative ones, and their vectors; fewer
/// where the matrix is smaller, or fewer differ from 0. Small matrices by a dense solver; large ones, of
/// which few pairs are wanted, by block Krylov subspaces with the Rayleigh-Ritz method (Musco & Musco 2015),
/// grown until every pair meets kEigenTolerance. The same bits with any number of threads; nullopt: stopped.
std::optional<EigenPairs> largest_eigenpairs(const Eigen::MatrixXd& matrix, int count, ThreadPool& pool,
                                             const std::stop_token& stop = {});

}  // namespace convlens
