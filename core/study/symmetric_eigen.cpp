#include "core/study/symmetric_eigen.h"

#include <Eigen/Eigenvalues>
#include <algorithm>

#include "core/base/random.h"

namespace convlens {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

constexpr Index kDense = 256;  // up to this side the dense solver takes less than a tenth of a second
constexpr Index kBlock = 16;   // vectors that a step adds; so many equal eigenvalues are all found
constexpr Index kRowsAtOnce = 64;
constexpr int kStepsBetweenChecks = 3;
constexpr double kNothingNew = 1e-12;  // of the longest vector's length: what is left of this one is rounding

EigenPairs dense_pairs(const MatrixXd& matrix, Index count) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(matrix);
  return {solver.eigenvalues().tail(count).reverse(),
          solver.eigenvectors().rightCols(count).rowwise().reverse()};
}

MatrixXd random_block(Index rows) {
  Random random(0, RandomPurpose::initialisation);  // any fixed start will do
  MatrixXd block(rows, kBlock);
  for (double& value : block.reshaped()) value = static_cast<double>(random.normal());
  return block;
}

/// Adds columns at the right.
void append(MatrixXd& matrix, const MatrixXd& columns) {
  matrix.conservativeResize(Eigen::NoChange, matrix.cols() + columns.cols());
  matrix.rightCols(columns.cols()) = columns;
}

/// The subspace as far as it has grown: an orthonormal basis, what the matrix makes of it, and the matrix
/// seen within it.
class Krylov {
 public:
  Krylov(const MatrixXd& matrix, ThreadPool& pool)
      : matrix_(matrix), pool_(pool), basis_(matrix.rows(), 0), image_(matrix.rows(), 0) {
    next_ = new_directions(random_block(matrix.rows()));
  }

  Index size() const { return basis_.cols(); }
  /// Nothing is left to add: the subspace holds all that the start can reach.
  bool is_exhausted() const { return next_.cols() == 0; }

  /// Nothing has grown when it was stopped.
  void grow(const std::stop_token& stop) {
    const Index before = size(), added = next_.cols(), after = before + added;
    MatrixXd image(matrix_.rows(), added);
    pool_.run(static_cast<int>((matrix_.rows() + kRowsAtOnce - 1) / kRowsAtOnce), [&](int chunk) {
      if (stop.stop_requested()) return;
      const Index first = chunk * kRowsAtOnce, rows = std::min(kRowsAtOnce, matrix_.rows() - first);
      // Columns of a symmetric matrix are its rows, and lie in one piece.
      image.middleRows(first, rows).noalias() = matrix_.middleCols(first, rows).transpose() * next_;
    });
    if (stop.stop_requested()) return;
    append(basis_, next_);
    append(image_, image);
    within_.conservativeResize(after, after);
    within_.rightCols(added) = basis_.transpose() * image;
    within_.bottomLeftCorner(added, before) = within_.topRightCorner(before, added).transpose();
    next_ = new_directions(std::move(image));
  }

  /// The best pairs in the subspace, and their worst residue in parts of the largest eigenvalue.
  EigenPairs pairs(Index count, double& residue) const {
    const EigenPairs inner = dense_pairs(within_, std::min(count, size()));
    EigenPairs outer{inner.values, basis_ * inner.vectors};
    const MatrixXd rest = image_ * inner.vectors - outer.vectors * outer.values.asDiagonal();
    residue = rest.colwise().norm().maxCoeff() / std::max(outer.values(0), 1e-300);
    return outer;
  }

 private:
  void leave_basis(MatrixXd& block) const { block -= basis_ * (basis_.transpose() * block); }

  /// The part of each vector that is orthogonal to the basis and to those before it, to length 1; what has
  /// none is left out. Each twice, as once loses orthogonality to rounding.
  MatrixXd new_directions(MatrixXd block) const {
    const double longest = block.colwise().norm().maxCoeff();
    for (int round = 0; round < 2; ++round) leave_basis(block);
    MatrixXd kept(block.rows(), block.cols());
    Index count = 0;
    for (Index c = 0; c < block.cols(); ++c) {
      Eigen::VectorXd vector = block.col(c);
      for (int round = 0; round < 2; ++round)
        vector -= kept.leftCols(count) * (kept.leftCols(count).transpose() * vector);
      const double left = vector.norm();
      if (left > kNothingNew * longest) kept.col(count++) = vector / left;
    }
    kept.conservativeResize(Eigen::NoChange, count);
    leave_basis(kept);  // what was short has grown, and its rounding with it
    kept.colwise().normalize();
    return kept;
  }

  const MatrixXd& matrix_;
  ThreadPool& pool_;
  MatrixXd basis_, image_, within_, next_;
};

}  // namespace

std::optional<EigenPairs> largest_eigenpairs(const MatrixXd& matrix, int count, ThreadPool& pool,
                                             const std::stop_token& stop) {
  const Index wanted = std::min<Index>(count, matrix.rows());
  if (wanted == 0) return EigenPairs{Eigen::VectorXd(0), MatrixXd(matrix.rows(), 0)};
  if (matrix.rows() <= kDense) return dense_pairs(matrix, wanted);
  Krylov space(matrix, pool);
  for (int step = 1;; ++step) {
    space.grow(stop);
    if (stop.stop_requested()) return std::nullopt;
    const bool last = space.is_exhausted();
    if (!last && (step % kStepsBetweenChecks != 0 || space.size() < 2 * wanted)) continue;
    double residue = 0;
    EigenPairs pairs = space.pairs(wanted, residue);
    if (last || residue <= kEigenTolerance) return pairs;
  }
}

}  // namespace convlens
