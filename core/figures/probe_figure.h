#pragma once
#include "core/figures/figure.h"
#include "core/study/probe.h"

namespace convlens {

/// Accuracy against depth, the network's own as a level line: probe.json, probe.npy (layers, 3: linear, neighbours, support vectors) and probe.png, three
/// curves over the layers.
FigureFiles probe_figure(const Model& model, const ProbeResult& result, const ProbeOptions& options,
                         Tables tables = Tables::none);

/// One layer of probe.json on one line: {"layer", "features", "linear", "neighbours", "svm"}.
std::string probe_json(const Model& model, const LayerProbe& layer);
/// The network and the classifiers of ProbeOptions::layer side by side, on one line: the same and {"network",
/// "images", "test_images"}, "network" null where it does not know the data's classes.
std::string side_by_side_json(const Model& model, const ProbeResult& result);

}  // namespace convlens
