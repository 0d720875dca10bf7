#pragma once
#include "core/explain/attribution.h"

namespace convlens {

/// Sundararajan et al. 2017: (picture - black) x the mean of the gradients of the class's score along the straight path
/// from the black picture, taken in the middle of `steps` equal parts; each colour for itself. The values add up to the
/// difference of the two scores, but for the residue, which more steps make smaller. Also throws Error(bad_value) for
/// steps below 1. progress counts steps.
Attribution integrated_gradients(const Model& model, const Activations& activations,
                                 const AttributionOptions& options = {}, ThreadPool* pool = nullptr,
                                 std::stop_token stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
