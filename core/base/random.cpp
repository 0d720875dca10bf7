#include "core/base/random.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace convlens {
namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ull;

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed, RandomPurpose purpose, std::uint64_t epoch, std::uint64_t sample) {
  state_ = mix(seed + kGolden);
  state_ = mix(state_ ^ (static_cast<std::uint64_t>(purpose) * kGolden));
  state_ = mix(state_ + (epoch + 1) * kGolden);
  state_ = mix(state_ ^ ((sample + 1) * kGolden));
}

std::uint64_t Random::next() {
  state_ += kGolden;
  return mix(state_);
}

float Random::uniform() { return static_cast<float>(next() >> 40) * 0x1p-24f; }

float Random::uniform(float low, float high) { return low + (high - low) * uniform(); }

std::uint64_t Random::below(std::uint64_t bound) {
  const std::uint64_t limit = bound * (UINT64_MAX / bound);  // the largest multiple of bound that fits
  std::uint64_t value = next();
  while (value >= limit) value = next();
  return value % bound;
}

float Random::normal() {
  const double u = (static_cast<double>(next() >> 11) + 1.0) * 0x1p-53;  // (0, 1]: the logarithm stays finite
  const double v = static_cast<double>(next() >> 11) * 0x1p-53;
  return static_cast<float>(std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v));
}

void shuffle(std::span<std::uint32_t> values, Random& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.below(i)]);
}

}  // namespace convlens
