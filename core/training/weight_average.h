#pragma once
#include <cstdint>
#include <span>

#include "core/base/thread_pool.h"

namespace convlens {

/// One step of the exponential moving average of a network's values, weights and batch norms' running
/// statistics alike (Polyak & Juditsky 1992): average += (1 - d)(parameters - average), d being decay, at
/// first less, (1 + step) / (10 + step), so that the random weights of the start are soon forgotten (as
/// TensorFlow's ExponentialMovingAverage has it). step: 1 for the first. Values that never change stay the
/// same to the last bit; the number of threads changes nothing.
void add_to_average(ThreadPool& pool, float decay, std::int64_t step, std::span<const float> parameters,
                    std::span<float> average);

}  // namespace convlens
