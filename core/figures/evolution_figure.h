#pragma once
#include "core/figures/figure.h"
#include "core/study/evolution.h"

namespace convlens {

/// Feature evolution of one layer: evolution.json (of each snapshot the step, the accuracy, and each map's strongest
/// image, position and activation), evolution-crops.npy and evolution-projections.npy (snapshots, units, c, h, w), and
/// evolution.png, a row a map and a column a snapshot; of very many the first maps, and snapshots evenly chosen. Where
/// the layer is a convolution or comes behind one also that one's weights: evolution-filters.npy (snapshots, out, in, h,
/// w) and evolution-filters.png. All spans: one a snapshot. Throws Error(bad_value) where they are not.
FigureFiles evolution_figure(const Film& film, std::span<const EvolutionMoment> moments,
                             std::span<const PatchPictures> pictures, const Samples& images, int node,
                             Tables tables = Tables::none);

/// One snapshot on one line: {"step", "accuracy"}.
std::string evolution_json(const EvolutionMoment& moment);

}  // namespace convlens
