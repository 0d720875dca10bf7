#pragma once
#include "core/explain/invariance.h"
#include "core/figures/figure.h"

namespace convlens {

/// distance.npy (layers, amounts) and distance.png, probability.npy (amounts) and probability.png, invariance.json.
FigureFiles invariance_figure(const Model& model, const InvarianceCurves& curves, Tables tables = Tables::none);
/// What invariance.json says, one line with its end.
std::string invariance_json(const Model& model, const InvarianceCurves& curves);

}  // namespace convlens
