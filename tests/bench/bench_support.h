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

inline void report_gflops(benchmark::State& state, double multiply_adds) {
  state.counters["GFLOP/s"] = benchmark::Counter(
      2e-9 * multiply_adds * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

}  // namespace convlens::bench
