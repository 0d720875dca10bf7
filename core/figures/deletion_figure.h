#pragma once
#include "core/explain/deletion.h"
#include "core/figures/figure.h"

namespace convlens {

/// deletion.npy (points, 2), covered area and probability; deletion_random.npy, the same in a random order; deletion.png,
/// both curves; deletion.json, their means over the area.
FigureFiles deletion_figure(const Model& model, int label, const DeletionCurve& curve, const DeletionCurve& random,
                            Tables tables = Tables::none);

}  // namespace convlens
