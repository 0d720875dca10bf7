#pragma once
#include <vector>

#include "core/data/generated.h"

namespace convlens::test {

/// Digits written the wrong way round, as children write them: somebody's odd hand, and always the same.
inline std::vector<Drawing> mirrored_digits(int label, std::size_t count, std::uint64_t seed) {
  std::vector<Drawing> drawings;
  for (std::size_t i = 0; i < count; ++i) {
    Drawing drawing = generate_digit(label, seed, 0, i);
    drawing.label = label;
    for (Stroke& stroke : drawing.strokes)
      for (StrokePoint& point : stroke.points) point.x = -point.x;
    drawings.push_back(std::move(drawing));
  }
  return drawings;
}

}  // namespace convlens::test
