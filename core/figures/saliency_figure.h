#pragma once
#include "core/explain/registry.h"
#include "core/figures/figure_array.h"

namespace convlens {

/// (h, w), or (c, h, w) where each colour counts for itself.
FigureArray saliency_array(const ExplainMethod& method, const Attribution& attribution);

/// saliency.npy, (h, w), or (c, h, w) where each colour counts for itself; saliency.png, there the sum over the colours;
/// and saliency.json. `method`: one that has `attribute`.
FigureFiles saliency_figure(const Model& model, const ExplainMethod& method, const Attribution& attribution,
                            const AttributionOptions& options, Tables tables = Tables::none);

/// What saliency.json says, one line with its end: method, label, class and score, and what the method has to tell
/// beside.
std::string saliency_json(const Model& model, const ExplainMethod& method, const Attribution& attribution,
                          const AttributionOptions& options);

/// The values as one map, 1 x h x w: summed over the colours.
std::vector<float> one_map_of(const Attribution& attribution);

}  // namespace convlens
