#pragma once
#include <Eigen/Core>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/thread_pool.h"

namespace convlens {

/// Rows of numbers, moved so that each column's mean is 0.
struct CentredRows {
  std::size_t count = 0, features = 0;
  std::vector<float> values;  ///< (count, features)
  std::vector<float> mean;    ///< (features), what was taken away
};
/// The same bits with any number of threads; nullopt: stopped.
std::optional<CentredRows> centred(std::vector<float> rows, std::size_t features, ThreadPool& pool,
                                   const std::stop_token& stop = {});

/// The rows' inner products, (count, count); float sums over short stretches of the features, double over
/// these. The same bits with any number of threads; nullopt: stopped.
std::optional<Eigen::MatrixXd> row_products(const CentredRows& rows, ThreadPool& pool,
                                            const std::stop_token& stop = {});

/// Principal components (Pearson 1901): the orthogonal directions along which the rows vary most.
struct Pca {
  std::size_t features = 0;
  std::vector<float> mean;  ///< (features)
  std::vector<float>
      components;  ///< (count, features), of length 1; the entry with the largest size is positive
  std::vector<double> variances;  ///< along each component, descending; of the sample, divided by rows - 1
  double total_variance = 0;      ///< along all directions that there are

  std::size_t count() const { return variances.size(); }
  /// The explained share of the variance, 0 to 1.
  double share(std::size_t component) const {
    return total_variance > 0 ? variances[component] / total_variance : 0;
  }
};

/// The first `count` components, or fewer where the rows vary along fewer. Exact but for rounding:
/// eigenvectors (symmetric_eigen.h) of the covariance matrix or, of more features than rows, of the inner
/// products, which give the same. The same bits with any number of threads; nullopt: stopped.
std::optional<Pca> principal_components(const CentredRows& rows, const Eigen::MatrixXd& products,
                                        std::size_t count, ThreadPool& pool,
                                        const std::stop_token& stop = {});

/// Coordinates along the components, (rows, count); nullopt: stopped.
std::optional<std::vector<float>> coordinates(const Pca& pca, const CentredRows& rows, ThreadPool& pool,
                                              const std::stop_token& stop = {});
/// The same of one row as it is, not centred.
std::vector<float> coordinates(const Pca& pca, std::span<const float> row);

}  // namespace convlens
