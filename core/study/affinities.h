#pragma once
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/thread_pool.h"

namespace convlens {

/// Of t-SNE (van der Maaten & Hinton 2008, equation 1): how likely each point is to choose each other one as
/// its neighbour, by a Gaussian around it whose width gives its choices the wanted perplexity, 2 to the power
/// of their entropy in bits.
struct Affinities {
  std::size_t points = 0;
  std::vector<float> values;  ///< (points, points), row i the choices of point i; 0 to itself

  float of(std::size_t i, std::size_t j) const { return values[i * points + j]; }
};

/// The logarithm of each row's perplexity comes as near to the wanted one's, where the distances allow it.
inline constexpr double kPerplexityTolerance = 1e-5;
/// Three neighbours and more for each unit of perplexity.
inline constexpr int kPointsPerPerplexity = 3;
/// The largest perplexity that so many points allow.
double largest_perplexity(std::size_t points);

/// p(j | i): each row's sum is 1. rows: (points, features). Throws Error(bad_value) for a perplexity below 1
/// or above largest_perplexity(). The same bits with any number of threads; nullopt: stopped.
std::optional<Affinities> conditional_affinities(std::span<const float> rows, std::size_t features,
                                                 double perplexity, ThreadPool& pool,
                                                 const std::stop_token& stop = {});

/// p(i, j) = (p(j | i) + p(i | j)) / 2 points: symmetric, the sum of all is 1; nullopt: stopped.
std::optional<Affinities> joint_affinities(Affinities conditional, const std::stop_token& stop = {});

}  // namespace convlens
