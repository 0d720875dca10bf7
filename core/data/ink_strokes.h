#pragma once
#include "core/data/image.h"
#include "core/data/strokes.h"

namespace convlens {

/// The shape of the ink that find_ink() left (photograph.h), as strokes: a photographed digit that can then
/// be kept, saved and taught as a drawing. The box of the ink, its longer side brought to kShapeRows rows, is
/// filled row by row with strokes one row wide, from edge to edge. The edge is half of the strongest ink
/// nearby, so that faint lines stay. Of no ink: a drawing without strokes.
Drawing drawing_of_ink(const GreyImage& ink);

inline constexpr int kShapeRows = 80;  ///< four to a pixel of what the network is given

}  // namespace convlens
