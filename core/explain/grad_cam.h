#pragma once
#include "core/explain/attribution.h"

namespace convlens {

/// Selvaraju et al. 2017: each map of the layer weighs as much as the spatial mean of the derivative of the class's
/// score in it; ReLU(sum of weight x map), brought to the size of the input, 1 x h x w. Also throws Error(bad_value)
/// for a layer without height and width.
Attribution grad_cam(const Model& model, const Activations& activations, const AttributionOptions& options = {},
                     ThreadPool* pool = nullptr, std::stop_token stop = {}, const ProgressCallback& progress = {});

/// One map brought to another size, bilinear: the centre of each square lies in its middle, beyond the outermost
/// centres the border's value goes on.
std::vector<float> resized_bilinear(const std::vector<float>& map, int height, int width, int new_height, int new_width);

}  // namespace convlens
