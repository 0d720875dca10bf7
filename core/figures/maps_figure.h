#pragma once
#include "core/figures/figure_array.h"
#include "core/figures/stems.h"
#include "core/model/run.h"

namespace convlens {

/// One layer's values in the run of one image, (c, h, w); kGraphInput: what went into the network.
FigureArray maps_array(const Activations& activations, int node);

/// All maps of one layer in the run of one image, or (kGraphInput) what went into the network: STEM.npy
/// (c, h, w) and STEM.png, a sheet on one scale; values without height and width as one near-square map, in
/// row order. A figure of several layers is the sum of theirs.
FigureFiles maps_figure(const Graph& graph, const Activations& activations, int node, const LayerStems& stems,
                        Tables tables = Tables::none);

}  // namespace convlens
