#pragma once
#include <cstdint>
#include <numeric>
#include <vector>

#include "core/base/random.h"
#include "core/tensor/tensor.h"

namespace convlens::testing {

/// Distinct values in (-1, 1), none nearer to another than 1 / n and none near 0: finite differences stay clear of the
/// kinks of ReLU and max pooling.
template <typename T>
void fill_distinct(std::span<T> values, std::uint64_t seed) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0u);
  Random random(seed, RandomPurpose::test);
  shuffle(order, random);
  const double n = static_cast<double>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<T>((2.0 * order[i] + 1.0) / n - 1.0 + (values.size() % 2 == 1 ? 0.3 / n : 0.0));
}

template <typename T>
void fill_uniform(std::span<T> values, std::uint64_t seed) {
  Random random(seed, RandomPurpose::test);
  for (T& value : values) value = static_cast<T>(random.uniform(-1, 1));
}

}  // namespace convlens::testing
