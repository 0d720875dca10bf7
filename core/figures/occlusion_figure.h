#pragma once
#include "core/explain/occlusion.h"
#include "core/figures/figure_array.h"

namespace convlens {

/// The maps of a sweep: (b), (d) and (e).
enum class OcclusionMap { activation, probability, label };
/// (positions_y, positions_x)
FigureArray occlusion_array(const OcclusionResult& result, OcclusionMap map);

/// Zeiler & Fergus' maps by the position of the square: activation (b), probability (d) and label (e), each
/// .npy (positions_y, positions_x) and .png, and occlusion.json. Of a sweep that was stopped, positions not
/// reached hold NaN and -1.
FigureFiles occlusion_figure(const Model& model, const OcclusionResult& result,
                             const OcclusionOptions& options, Tables tables = Tables::none);

/// What occlusion.json says, one line with its end: layer, map, label, patch, stride, fill, centres.
std::string occlusion_json(const Model& model, const OcclusionResult& result,
                           const OcclusionOptions& options);

}  // namespace convlens
