#pragma once
#include <vector>

#include "core/data/image.h"

namespace convlens {

/// One of several digits in a picture.
struct FoundDigit {
  int x = 0, y = 0, width = 0, height = 0;  ///< its box, in pixels of the ink
  GreyImage ink;                            ///< its own strokes alone, as large as the box
};

/// The digits in the ink that find_ink() left of a scan or photograph (photograph.h), in reading order: lines
/// from the top, each from the left. Strokes that touch belong together; so do strokes one above the other,
/// as a 5 and its roof, with a gap small beside the height of the digits. What is much smaller than a digit
/// is none.
std::vector<FoundDigit> split_digits(const GreyImage& ink);

}  // namespace convlens
