#pragma once
#include "core/explain/strongest_pictures.h"
#include "core/figures/figure.h"
#include "core/figures/stems.h"

namespace convlens {

/// One layer's strongest patches: STEM.json (indices, positions, activations), STEM-crops.npy and
/// STEM-projections.npy (units, patches, c, h, w), and STEM.png, a sheet with the patches of each unit and their
/// projections beside them; of very many units the first. Throws Error(bad_value) for pictures without
/// projections or that were stopped.
FigureFiles top_figure(const Model& model, const Samples& samples, int node, const StrongestPatches& strongest,
                       const PatchPictures& pictures, const LayerStems& stems, Tables tables = Tables::none);

/// One unit's patches on one line, as STEM.json has them: {"layer", "map", "patches": [{"index", "label", "position",
/// "activation", "crop": [top, left, bottom, right]}]}.
std::string top_json(const Graph& graph, const Samples& samples, int node, int unit, const StrongestPatches& strongest);

}  // namespace convlens
