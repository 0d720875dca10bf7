#pragma once
#include "core/figures/figure_array.h"
#include "core/model/model.h"

namespace convlens {

/// (out, in, h, w)
FigureArray filters_array(const Filters& filters);

/// filters.npy (out, in, h, w) and filters.png: a tile for each pair of an output and an input map, all on
/// one diverging scale; of very many the first. Throws Error(bad_value) for a node that is no convolution.
FigureFiles filters_figure(const Model& model, int node, Tables tables = Tables::none);

}  // namespace convlens
