#pragma once
#include "core/render/vector_picture.h"

namespace convlens {

inline constexpr int kLegendThickness = 14;  ///< of the bar itself, pixels

/// The numbers beside a scale: both ends and the middle (a diverging scale's middle is 0).
struct LegendNumbers {
  std::string low, middle, high;
};
LegendNumbers legend_numbers(ColourMap map, ValueRange range);

/// A bar with its numbers underneath, `length` pixels long from x; returns the height used.
int draw_legend_below(VectorPicture& drawing, int x, int y, int length, ColourMap map, ValueRange range);
int legend_height();
/// The bar needs this length so that its three numbers stay apart.
int smallest_legend_length(ColourMap map, ValueRange range);

/// An upright bar, high values above, its numbers to the right.
void draw_legend_beside(VectorPicture& drawing, int x, int y, int length, ColourMap map, ValueRange range);
int smallest_upright_legend();
/// Of the upright bar with its numbers.
int legend_width(ColourMap map, ValueRange range);

}  // namespace convlens
