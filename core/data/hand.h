#pragma once
#include <array>
#include <vector>

#include "core/base/random.h"
#include "core/data/digit_skeletons.h"
#include "core/data/strokes.h"

namespace convlens {

/// How one writer, on one day, writes: chosen once a drawing.
struct Hand {
  float mixture;                ///< between a skeleton's two forms, a little beyond either
  float sloppiness;             ///< standard deviation of every knot, in skeleton units
  float balance;                ///< of upper and lower half: above 0, the upper half is the taller
  float taper;                  ///< above 0, the lower half is the wider
  std::array<float, 4> matrix;  ///< slant, proportions and turn
  struct Wave {
    float along_x, along_y, phase, push_x, push_y;
  };
  std::array<Wave, 2> waves;         ///< slow bends of the whole plane
  float width;                       ///< of the pen
  float pressure_from, pressure_to;  ///< at a stroke's ends
};

Hand random_hand(Random& random);

/// The stroke that a skeleton's two forms become under that hand.
Stroke write_stroke(const std::vector<Knot>& one, const std::vector<Knot>& another, const Hand& hand,
                    Random& random);

}  // namespace convlens
