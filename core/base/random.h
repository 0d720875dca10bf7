#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace convlens {

/// Each use of randomness has its own stream, so that adding one never shifts another.
enum class RandomPurpose : std::uint64_t {
  initialisation = 1,
  shuffle = 2,
  dropout = 3,
  augmentation = 4,
  generated_digit = 5,
  test = 6,
};

/// Counter-based random numbers keyed by (seed, purpose, epoch, sample): any sample's numbers can be drawn in
/// any order, by any thread, and after a resume, with the same result. SplitMix64 (Steele, Lea & Flood 2014)
/// over a mixed key; our own normal and shuffle, because the standard library's differ between vendors.
class Random {
 public:
  Random(std::uint64_t seed, RandomPurpose purpose, std::uint64_t epoch = 0, std::uint64_t sample = 0);

  std::uint64_t next();
  /// Uniform in [0, 1), 24 bits.
  float uniform();
  /// Uniform in [low, high).
  float uniform(float low, float high);
  /// Uniform integer in [0, bound), without modulo bias; bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// Standard normal (Box-Muller).
  float normal();

 private:
  std::uint64_t state_;
};

/// Fisher-Yates; the same permutation for the same random state everywhere.
void shuffle(std::span<std::uint32_t> values, Random& random);

}  // namespace convlens
