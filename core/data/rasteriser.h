#pragma once
#include "core/data/image.h"
#include "core/data/strokes.h"

namespace convlens {

/// Strokes as ink on a grid fine enough for the preprocessing: the longer side of the painted ink (pen width
/// included) spans `side` pixels, whatever the units. Deterministic: the same drawing gives the same grey
/// levels everywhere, also when points and width are scaled together.
struct Raster {
  GreyImage ink;                                 ///< empty when no pen stroke has a width anywhere
  double origin_x = 0, origin_y = 0, scale = 1;  ///< ink pixel = (point - origin) * scale
};
/// A whole multiple of the 20 pixels that MNIST's preprocessing scales to.
inline constexpr int kRasterSide = 240;
/// The pen's width where a drawing names none, as a part of the longer side of its ink (CLI.md).
inline constexpr double kDefaultWidth = 0.08;
/// More points than any hand draws: a bound on the time one drawing can take.
inline constexpr std::size_t kMaxDrawingPoints = 100000;

/// The pen's diameter: the drawing's own, else 8 % of the longer side of the box around all pen points; 1 for
/// a lone dot, which has no side (any width gives the same picture of it).
double pen_width(const Drawing& drawing);

/// Each segment is a round cone: the convex hull of the pen's discs at its two ends, their diameters width
/// times pressure; a grey level is the covered part of a pixel, taken from the distance to the edge. An
/// eraser (as wide as the pen) takes away all it touches, so that going over a line again leaves no rim.
/// Throws Error(bad_value) for a coordinate, pressure or width that is not finite, a width that is not above
/// 0, or more than kMaxDrawingPoints points.
Raster rasterise(const Drawing& drawing, int side = kRasterSide);

}  // namespace convlens
