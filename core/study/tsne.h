#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/study/affinities.h"

namespace convlens {

/// t-SNE (van der Maaten & Hinton 2008), exact: every pair of points counts. Their method but for what has
/// proven better since: the start is the points' first two principal coordinates, so that nothing is random
/// (Kobak & Berens 2019), and exaggeration and learning rate follow Belkina et al. 2019.
struct TsneOptions {
  double perplexity = 30;
  int iterations = 1000;
};
inline constexpr float kExaggeration = 12;          ///< of the attraction, at first
inline constexpr int kExaggeratedIterations = 250;  ///< with the lower momentum as well
inline constexpr double kFirstMomentum = 0.5, kLaterMomentum = 0.8;
inline constexpr double kStartDeviation = 1e-4;  ///< standard deviation of the start's first coordinate
/// Of the gradient below: points / exaggeration / 4, and no less than 50.
double tsne_learning_rate(std::size_t points);

/// Coordinates in the plane: all x, then all y.
struct PlanePoints {
  std::vector<float> x, y;
  std::size_t size() const { return x.size(); }
};

/// The Kullback-Leibler divergence of p (joint affinities) from q(i, j), proportional to 1 / (1 + distance²),
/// in nats.
double tsne_divergence(const Affinities& joint, const PlanePoints& points, ThreadPool& pool,
                       const std::stop_token& stop = {});
/// Its gradient, with the affinities times `exaggeration` (equation 5).
PlanePoints tsne_gradient(const Affinities& joint, const PlanePoints& points, float exaggeration,
                          ThreadPool& pool);

/// The first two coordinates (of rows (points, features), principal coordinates first), made small.
PlanePoints tsne_start(std::span<const float> rows, std::size_t features);

/// The descent, an iteration at a time.
class Tsne {
 public:
  Tsne(Affinities joint, PlanePoints start, ThreadPool& pool);

  void step();
  int iterations() const { return iterations_; }  ///< so far
  const PlanePoints& points() const { return points_; }
  double divergence(const std::stop_token& stop = {}) const {
    return tsne_divergence(joint_, points_, pool_, stop);
  }

 private:
  /// One coordinate of all points: its velocity and its gains (Jacobs 1988).
  struct Motion {
    std::vector<float> velocity, gain;
  };
  void move(Motion& motion, const std::vector<float>& gradient, std::vector<float>& coordinate) const;

  Affinities joint_;
  PlanePoints points_;
  ThreadPool& pool_;
  Motion x_, y_;
  int iterations_ = 0;
};

}  // namespace convlens
