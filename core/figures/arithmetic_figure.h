#pragma once
#include "core/explain/arithmetic.h"
#include "core/figures/figure.h"

namespace convlens {

/// One value taken apart: arithmetic.json (every number, the terms as decimal texts that add up), arithmetic.npy
/// (3, parts, y, x: values, weights, products; NaN in the padding) where all parts are of one size, and
/// arithmetic.png, values, weights and products of each part (of very many the first).
FigureFiles arithmetic_figure(const Model& model, const Arithmetic& arithmetic, Tables tables = Tables::none);

/// What arithmetic.json says, one line with its end.
std::string arithmetic_json(const Model& model, const Arithmetic& arithmetic);
/// The same for people: each part's cells, the sums, the formula with its numbers, and the result.
std::string arithmetic_text(const Model& model, const Arithmetic& arithmetic);

}  // namespace convlens
