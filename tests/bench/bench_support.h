#pragma once
#include <benchmark/benchmark.h>

#include "core/base/random.h"
#include "core/tensor/tensor.h"

namespace convlens::bench {

/// Uniform in (-1, 1): no kernel is faster or slower for these values.
inline AlignedVector<float> numbers(std::size_t size) {
  AlignedVector<float> values(size);
  Random random(1, RandomPurpose::test);
  for (float& value : values) value = random.uniform(-1, 1);
  return values;
}

/// Leaves about `percent` of the values and sets the others to zero.
inline void keep_some(AlignedVector<float>& values, int percent) {
  Random random(2, RandomPurpose::test);
  for (float& value : values)
    if (static_cast<int>(random.below(100)) >= percent) value = 0;
}

inline void report_gflops(benchmark::State& state, double multiply_adds) {
  state.counters["GFLOP/s"] = benchmark::Counter(
      2e-9 * multiply_adds * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

}  // namespace convlens::bench
