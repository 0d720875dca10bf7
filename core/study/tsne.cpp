#include "core/study/tsne.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/kernels/plane_forces.h"

namespace convlens {
namespace {

constexpr int kPointsAtOnce = 32;
constexpr double kLeastRate = 50;
constexpr float kGainStep = 0.2f, kGainFactor = 0.8f, kLeastGain = 0.01f;

/// Does work(i) for each point, over the pool.
template <typename Work>
void for_each_point(std::size_t points, ThreadPool& pool, Work&& work) {
  pool.run((static_cast<int>(points) + kPointsAtOnce - 1) / kPointsAtOnce, [&](int chunk) {
    const std::size_t first = static_cast<std::size_t>(chunk) * kPointsAtOnce;
    for (std::size_t i = first; i < std::min(points, first + kPointsAtOnce); ++i) work(i);
  });
}

float mean_of(const std::vector<float>& values) {
  return static_cast<float>(std::accumulate(values.begin(), values.end(), 0.0) /
                            static_cast<double>(values.size()));
}

void centre(std::vector<float>& values) {
  const float mean = mean_of(values);
  for (float& value : values) value -= mean;
}

}  // namespace

double tsne_learning_rate(std::size_t points) {
  constexpr double kGradientFactor = 4;  // of equation 5; Belkina et al. count without it
  return std::max(kLeastRate,
                  static_cast<double>(points) / static_cast<double>(kExaggeration) / kGradientFactor);
}

double tsne_divergence(const Affinities& joint, const PlanePoints& points, ThreadPool& pool,
                       const std::stop_token& stop) {
  const std::size_t n = points.size();
  std::vector<double> costs(n), weights(n);
  for_each_point(n, pool, [&](std::size_t i) {
    if (stop.stop_requested()) return;
    for (std::size_t j = 0; j < n; ++j) {
      if (j == i) continue;
      const double dx = static_cast<double>(points.x[i]) - static_cast<double>(points.x[j]);
      const double dy = static_cast<double>(points.y[i]) - static_cast<double>(points.y[j]);
      const double p = static_cast<double>(joint.of(i, j)), stretched = 1 + dx * dx + dy * dy;
      weights[i] += 1 / stretched;
      if (p > 0) costs[i] += p * std::log(p * stretched);
    }
  });
  return std::accumulate(costs.begin(), costs.end(), 0.0) +
         std::log(std::accumulate(weights.begin(), weights.end(), 0.0));
}

PlanePoints tsne_gradient(const Affinities& joint, const PlanePoints& points, float exaggeration,
                          ThreadPool& pool) {
  const std::size_t n = points.size();
  std::vector<kernels::PlaneForces> forces(n);
  for_each_point(n, pool, [&](std::size_t i) {
    forces[i] = kernels::plane_forces(n, points.x.data(), points.y.data(), joint.values.data() + i * n, i);
  });
  double weight = 0;
  for (const kernels::PlaneForces& one : forces) weight += static_cast<double>(one.weight) - 1;
  const float share = static_cast<float>(1 / weight);
  PlanePoints gradient{std::vector<float>(n), std::vector<float>(n)};
  for (std::size_t i = 0; i < n; ++i) {
    gradient.x[i] = 4 * (exaggeration * forces[i].attraction_x - share * forces[i].repulsion_x);
    gradient.y[i] = 4 * (exaggeration * forces[i].attraction_y - share * forces[i].repulsion_y);
  }
  return gradient;
}

PlanePoints tsne_start(std::span<const float> rows, std::size_t features) {
  PlanePoints points;
  for (std::size_t i = 0; i < rows.size(); i += features) {
    points.x.push_back(rows[i]);
    points.y.push_back(features > 1 ? rows[i + 1] : 0.0f);
  }
  centre(points.x);
  centre(points.y);
  double squares = 0;
  for (const float x : points.x) squares += static_cast<double>(x) * static_cast<double>(x);
  const double deviation = std::sqrt(squares / static_cast<double>(points.size()));
  const auto factor = static_cast<float>(deviation > 0 ? kStartDeviation / deviation : 0);
  for (std::vector<float>* coordinate : {&points.x, &points.y})
    for (float& value : *coordinate) value *= factor;
  return points;
}

Tsne::Tsne(Affinities joint, PlanePoints start, ThreadPool& pool)
    : joint_(std::move(joint)), points_(std::move(start)), pool_(pool) {
  for (Motion* motion : {&x_, &y_}) {
    motion->velocity.assign(points_.size(), 0.0f);
    motion->gain.assign(points_.size(), 1.0f);
  }
}

void Tsne::move(Motion& motion, const std::vector<float>& gradient, std::vector<float>& coordinate) const {
  const auto rate = static_cast<float>(tsne_learning_rate(coordinate.size()));
  const auto momentum =
      static_cast<float>(iterations_ < kExaggeratedIterations ? kFirstMomentum : kLaterMomentum);
  for (std::size_t i = 0; i < coordinate.size(); ++i) {
    float& gain = motion.gain[i];
    float& velocity = motion.velocity[i];
    const bool goes_on = velocity * gradient[i] < 0;  // still down the gradient
    gain = std::max(goes_on ? gain + kGainStep : gain * kGainFactor, kLeastGain);
    velocity = momentum * velocity - rate * gain * gradient[i];
    coordinate[i] += velocity;
  }
  centre(coordinate);
}

void Tsne::step() {
  const PlanePoints gradient =
      tsne_gradient(joint_, points_, iterations_ < kExaggeratedIterations ? kExaggeration : 1.0f, pool_);
  move(x_, gradient.x, points_.x);
  move(y_, gradient.y, points_.y);
  ++iterations_;
}

}  // namespace convlens
