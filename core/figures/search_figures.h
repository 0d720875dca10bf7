#pragma once
#include "core/explain/inversion.h"
#include "core/explain/maximisation.h"
#include "core/figures/figure_array.h"

namespace convlens {

/// Pictures that were searched for, as pictures: values from 0 to 1, beyond them cut off (the arrays are not).
///
/// inversion.npy (c, h, w), or (layers, c, h, w) of several, inversion.png and inversion.json: per layer the normalised
/// error, and the constants.
FigureFiles inversion_figure(const Model& model, const Inversions& inversions, const InversionOptions& options,
                             Tables tables = Tables::none);
/// One layer's picture, (c, h, w).
FigureArray inversion_array(const Inversion& inversion);
/// What inversion.json says, one line with its end.
std::string inversion_json(const Model& model, const Inversions& inversions, const InversionOptions& options);

/// maximisation.npy, .png and .json: the same of units of one layer, of which there must be some.
FigureFiles maximisation_figure(const Model& model, const std::vector<Maximisation>& units,
                                const MaximisationOptions& options, Tables tables = Tables::none);
/// One unit's picture, (c, h, w), or (units, c, h, w) of several.
FigureArray maximisation_array(const std::vector<Maximisation>& units);
std::string maximisation_json(const Model& model, const std::vector<Maximisation>& units,
                              const MaximisationOptions& options);

}  // namespace convlens
