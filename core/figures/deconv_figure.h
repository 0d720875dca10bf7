#pragma once
#include <span>

#include "core/explain/deconvnet.h"
#include "core/figures/figure_array.h"

namespace convlens {

/// In input space: one projection (c, h, w), and several (units, c, h, w).
FigureArray deconv_array(const Projection& projection);
FigureArray deconv_array(const Projections& projections);

/// deconv.npy in input space and deconv.png: one unit's projection, (c, h, w).
FigureFiles deconv_figure(const Model& model, int node, int unit, const Projection& projection,
                          const ProjectionOptions& options, Tables tables = Tables::none);

/// The same of several, (units, c, h, w), on one sheet. `units` names them, in the order of the projections;
/// after project_all() it is all of the layer's. Throws Error(bad_value) for projections that were stopped or
/// are not as many as the units.
FigureFiles deconv_figure(const Model& model, int node, std::span<const int> units,
                          const Projections& projections, const ProjectionOptions& options,
                          Tables tables = Tables::none);

}  // namespace convlens
