#pragma once
#include "core/figures/figure.h"
#include "core/study/probe.h"

namespace convlens {

/// Accuracy against depth: probe.json, probe.npy (layers, 3: linear, neighbours, support vectors) and probe.png, three
/// curves over the layers.
FigureFiles probe_figure(const Model& model, const ProbeResult& result, const ProbeOptions& options,
                         Tables tables = Tables::none);

/// One layer of probe.json on one line: {"layer", "features", "linear", "neighbours", "svm"}.
std::string probe_json(const Model& model, const LayerProbe& layer);

}  // namespace convlens
