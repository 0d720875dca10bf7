#pragma once
#include "core/explain/sanity.h"
#include "core/figures/figure.h"

namespace convlens {

/// sanity.npy (explanations, c, h, w): the explanation itself, then after each layer was made random; sanity.png, the
/// same on one sheet, each on a scale of its own, with its rank correlation; sanity-curve.png; and sanity.json. Of a check
/// that was stopped what there is.
FigureFiles sanity_figure(const Model& model, const SanityCheck& check, const SanityOptions& options,
                          Tables tables = Tables::none);
/// What sanity.json says, one line with its end; a correlation with a flat picture is null.
std::string sanity_json(const Model& model, const SanityCheck& check, const SanityOptions& options);

}  // namespace convlens
