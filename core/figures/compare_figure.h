#pragma once
#include "core/explain/compare.h"
#include "core/figures/compare_side.h"

namespace convlens {

/// Two sides and what lies between them.
struct Comparison {
  CompareSide a, b;
  std::vector<float> difference;  ///< a - b; of class indices: 1 where they differ, else 0
  Difference numbers;
};
/// Where one side tells the colours apart and the other does not (two methods of saliency), they are summed.
/// Throws Error(shape_mismatch) where the two arrays are not of one shape.
Comparison compare(CompareSide a, CompareSide b);

/// a.npy and b.npy, each the file that the figure's own command saves; difference.npy; compare.png, the pictures side by
/// side (of many those that differ most, or those of `unit`); compare.json.
FigureFiles compare_figure(const Comparison& comparison, int unit = -1, Tables tables = Tables::none);

/// What compare.json says, one line with its end: what each side is, how far they lie apart, and, of a layer, how far
/// `unit` does (-1: not told).
std::string compare_json(const Comparison& comparison, int unit = -1);

/// compare.png.
VectorPicture paint_comparison(const Comparison& comparison, int unit);

}  // namespace convlens
