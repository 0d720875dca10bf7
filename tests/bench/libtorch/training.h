#pragma once
#include <string>

#include "core/model/presets.h"

namespace convlens::bench {

inline constexpr int kBatch = 64, kClasses = 10, kWarmUp = 20;
inline constexpr float kLearningRate = 0.001f, kMomentum = 0.9f;

/// Images a second of forward, cross-entropy, backward and SGD with momentum, over so many seconds.
double our_training(const Preset& preset, int threads, double seconds);
/// tuned: channels_last and one optimizer step for all parameters at once; the environment does the rest
/// (main.cpp). Throws Error for layers that only ConvLens has.
double torch_training(const Preset& preset, int threads, double seconds, bool tuned);

}  // namespace convlens::bench
