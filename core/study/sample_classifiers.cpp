#include "core/study/sample_classifiers.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <opencv2/ml.hpp>

#include "core/tensor/eigen_map.h"

namespace convlens {
namespace {

using Matrix = RowMatrix<float>;

constexpr double kMeanLength = 100;  // squared
constexpr double kRidge = 1e-6;      // of the mean squared length: makes the products' matrix positive definite
constexpr double kMoreRidge = 10;
constexpr int kMostIterations = 1000;
constexpr double kTolerance = 1e-3;

/// Vectors of at most `training` numbers with the same inner products (Cholesky), so that a machine made for vectors
/// can be used: the training samples' are the rows of L, K = L L^T.
Matrix short_vectors(const InnerProducts& samples) {
  const Eigen::Map<const Matrix> products(samples.products.data(), samples.training + samples.test, samples.training);
  const Matrix learned = products.topRows(samples.training);
  const double mean = static_cast<double>(learned.trace()) / samples.training;
  const Eigen::MatrixXd k = learned.cast<double>();
  Eigen::LLT<Eigen::MatrixXd> factor;
  // The products were summed in float: of very long samples their errors may want more.
  for (double ridge = kRidge; ridge < 1; ridge *= kMoreRidge) {
    factor.compute(k + ridge * mean * Eigen::MatrixXd::Identity(samples.training, samples.training));
    if (factor.info() == Eigen::Success) break;
  }
  const Eigen::MatrixXd l = factor.matrixL();
  Eigen::MatrixXd others = products.bottomRows(samples.test).transpose().cast<double>();
  factor.matrixL().solveInPlace(others);  // row t of the short vectors solves t L^T = k_t
  Matrix rows(samples.training + samples.test, samples.training);
  rows.topRows(samples.training) = l.cast<float>();
  rows.bottomRows(samples.test) = others.transpose().cast<float>();
  rows *= static_cast<float>(std::sqrt(kMeanLength / std::max(mean, 1e-30)));
  return rows;
}

}  // namespace

InnerProducts inner_products(std::vector<float> features, int training, int test) {
  InnerProducts result;
  result.training = training;
  result.test = test;
  const int all = training + test;
  Eigen::Map<Matrix> rows(features.data(), all, static_cast<Eigen::Index>(features.size()) / all);
  // What all samples share says nothing, and long sums of its squares leave no digits for the differences.
  rows.rowwise() -= rows.topRows(training).colwise().mean().eval();
  result.products.resize(static_cast<std::size_t>(all) * static_cast<std::size_t>(training));
  Eigen::Map<Matrix>(result.products.data(), all, training).noalias() = rows * rows.topRows(training).transpose();
  for (int t = 0; t < test; ++t) result.lengths.push_back(rows.row(training + t).squaredNorm());
  return result;
}

double nearest_neighbours_accuracy(const InnerProducts& samples, int k) {
  const int nearest = std::min(k, samples.training);
  std::vector<float> distances(static_cast<std::size_t>(samples.training));
  std::vector<int> order(distances.size());
  int right = 0;
  for (int t = 0; t < samples.test; ++t) {
    for (int i = 0; i < samples.training; ++i)
      distances[static_cast<std::size_t>(i)] =
          samples.of(i, i) + samples.lengths[static_cast<std::size_t>(t)] - 2 * samples.of(samples.training + t, i);
    std::iota(order.begin(), order.end(), 0);
    const auto nearer = [&](int a, int b) {
      const float left = distances[static_cast<std::size_t>(a)], other = distances[static_cast<std::size_t>(b)];
      return left != other ? left < other : a < b;
    };
    std::partial_sort(order.begin(), order.begin() + nearest, order.end(), nearer);
    std::map<int, int> votes;
    for (int i = 0; i < nearest; ++i)
      ++votes[samples.training_labels[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])]];
    int best = -1;
    for (int i = 0; i < nearest; ++i) {
      const int label = samples.training_labels[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])];
      if (best < 0 || votes[label] > votes[best]) best = label;
    }
    right += best == samples.test_labels[static_cast<std::size_t>(t)] ? 1 : 0;
  }
  return samples.test == 0 ? 0.0 : static_cast<double>(right) / samples.test;
}

double support_vector_accuracy(const InnerProducts& samples) {
  const std::vector<std::int32_t>& labels = samples.training_labels;
  const bool one_class = std::all_of(labels.begin(), labels.end(), [&](int label) { return label == labels.front(); });
  int right = 0;
  if (one_class) {
    for (const std::int32_t label : samples.test_labels) right += label == labels.front() ? 1 : 0;
    return samples.test == 0 ? 0.0 : static_cast<double>(right) / samples.test;
  }
  Matrix rows = short_vectors(samples);
  const auto as_mat = [&](int first, int count) { return cv::Mat(count, samples.training, CV_32F, rows.row(first).data()); };
  const cv::Ptr<cv::ml::SVM> machine = cv::ml::SVM::create();
  machine->setType(cv::ml::SVM::C_SVC);
  machine->setKernel(cv::ml::SVM::LINEAR);
  machine->setC(1);
  machine->setTermCriteria({cv::TermCriteria::MAX_ITER + cv::TermCriteria::EPS, kMostIterations, kTolerance});
  machine->train(as_mat(0, samples.training), cv::ml::ROW_SAMPLE,
                 cv::Mat(samples.training, 1, CV_32S, const_cast<std::int32_t*>(labels.data())));
  cv::Mat answers;
  machine->predict(as_mat(samples.training, samples.test), answers);
  for (int t = 0; t < samples.test; ++t)
    right += static_cast<int>(std::lround(answers.at<float>(t, 0))) == samples.test_labels[static_cast<std::size_t>(t)] ? 1 : 0;
  return samples.test == 0 ? 0.0 : static_cast<double>(right) / samples.test;
}

}  // namespace convlens
