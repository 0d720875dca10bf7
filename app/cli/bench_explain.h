#pragma once
#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "core/model/run.h"

namespace convlens::app {

class StopOnInterrupt;

/// Milliseconds of explanations of one picture, each the best of a few: "deconvnet" of all maps of the last convolution,
/// "saliency", "integrated_gradients" (the default steps) and "inversion" of the last convolution's activation (the default
/// iterations).
Json measure_explanations(const Model& model, const Tensor<float>& picture, int threads, const StopOnInterrupt& interrupt);

}  // namespace convlens::app
