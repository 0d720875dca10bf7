#include "core/study/affinities.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/base/error.h"
#include "core/tensor/eigen_map.h"

namespace convlens {
namespace {

constexpr int kRowsAtOnce = 16;
constexpr std::size_t kBlock = 64;
constexpr int kMostHalvings = 64;
// Less than this is nothing beside the other choices, and products of it would leave the range of floats.
constexpr float kNegligible = 1e-30f;

std::string number_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

/// `distances`, squared, from one point to all become its choices. It does not choose itself, `self`.
void choose(Eigen::ArrayXd& distances, Eigen::Index self, double perplexity) {
  const double infinity = std::numeric_limits<double>::infinity();
  distances(self) = infinity;  // its exponential is 0
  distances -= distances.minCoeff();
  const double wanted = std::log(perplexity);
  double precision = 1, low = 0, high = infinity;
  Eigen::ArrayXd choices;
  for (int i = 0; i < kMostHalvings; ++i) {
    choices = (-precision * distances).exp();
    choices(self) = 0;
    const double sum = choices.sum();
    distances(self) = 0;
    const double entropy = std::log(sum) + precision * (choices * distances).sum() / sum;
    distances(self) = infinity;
    choices /= sum;
    if (std::abs(entropy - wanted) <= kPerplexityTolerance) break;
    (entropy > wanted ? low : high) = precision;
    precision = high == infinity ? 2 * precision : (low + high) / 2;
  }
  distances.swap(choices);
}

}  // namespace

double largest_perplexity(std::size_t points) {
  return points < 2 ? 0 : static_cast<double>(points - 1) / kPointsPerPerplexity;
}

std::optional<Affinities> conditional_affinities(std::span<const float> rows, std::size_t features,
                                                 double perplexity, ThreadPool& pool,
                                                 const std::stop_token& stop) {
  const std::size_t points = features == 0 ? 0 : rows.size() / features;
  const double largest = largest_perplexity(points);
  if (!(perplexity >= 1 && perplexity <= largest))
    throw Error(ErrorKind::bad_value, "perplexity", number_text(perplexity),
                "1 to " + number_text(largest) + " for " + std::to_string(points) + " images");
  const auto n = static_cast<Eigen::Index>(points);
  const Eigen::Map<const RowMatrix<float>> all(rows.data(), n, static_cast<Eigen::Index>(features));
  Affinities result{.points = points, .values = std::vector<float>(points * points)};
  pool.run((static_cast<int>(points) + kRowsAtOnce - 1) / kRowsAtOnce, [&](int chunk) {
    Eigen::ArrayXd choices;
    for (Eigen::Index i = chunk * kRowsAtOnce; i < std::min<Eigen::Index>(n, (chunk + 1) * kRowsAtOnce);
         ++i) {
      if (stop.stop_requested()) return;
      choices = (all.rowwise() - all.row(i)).rowwise().squaredNorm().array().cast<double>();
      choose(choices, i, perplexity);
      Eigen::Map<Eigen::ArrayXf>(result.values.data() + i * n, n) = choices.cast<float>();
    }
  });
  if (stop.stop_requested()) return std::nullopt;
  return result;
}

std::optional<Affinities> joint_affinities(Affinities conditional, const std::stop_token& stop) {
  const std::size_t n = conditional.points;
  const auto join = [&](std::size_t i, std::size_t j) {
    const float mean = (conditional.of(i, j) + conditional.of(j, i)) / (2 * static_cast<float>(n));
    conditional.values[i * n + j] = conditional.values[j * n + i] = mean < kNegligible ? 0.0f : mean;
  };
  // Block by block, so that what lies in columns stays in the cache.
  for (std::size_t top = 0; top < n; top += kBlock) {
    if (stop.stop_requested()) return std::nullopt;
    for (std::size_t left = 0; left <= top; left += kBlock)
      for (std::size_t i = top; i < std::min(n, top + kBlock); ++i)
        for (std::size_t j = left; j < std::min(i + 1, left + kBlock); ++j) join(i, j);
  }
  return conditional;
}

}  // namespace convlens
