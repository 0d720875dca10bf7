#pragma once
#include "core/explain/attribution.h"

namespace convlens {

/// Simonyan et al. 2013: at each pixel the largest magnitude over the colours of the derivative of the class's score,
/// 1 x h x w, in pixel units.
Attribution saliency(const Model& model, const Activations& activations, const AttributionOptions& options = {},
                     ThreadPool* pool = nullptr, std::stop_token stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
