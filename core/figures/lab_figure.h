#pragma once
#include "core/figures/figure.h"
#include "core/study/lab_state.h"

namespace convlens {

/// A lab as it stands:
///  lab-table.json, lab-table.csv  a line a variant: parameters, multiply-adds, epochs, seconds, loss,
///  accuracies, dead
///                                 maps of each convolution
///  lab-curves.npy                 (variants, looks, 5): epochs, loss, held-out accuracy, seconds, share of
///  dead
///                                 maps; nan where a variant has not come that far
///  lab-accuracy.png, lab-loss.png, lab-dead.png   the same as curves, a colour a variant
///  lab-filters.png                each variant's first filters, a row a variant on a scale of its own; of
///  many the first lab-filters-NN.npy             (filters, channels, y, x) of variant NN, in the table's
///  order, from 01
/// The same bytes for the same state.
FigureFiles lab_figure(const LabState& state, Tables tables = Tables::none);

}  // namespace convlens
