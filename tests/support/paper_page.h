#pragma once
#include <cmath>

#include "core/base/random.h"
#include "core/data/image.h"
#include "core/data/rasteriser.h"
#include "core/data/strokes.h"

namespace convlens::test {

inline constexpr int kPageWidth = 640, kPageHeight = 420, kPageDigit = 120;

/// Grey paper under uneven light, with a little noise.
inline Image photographed_paper() {
  Image page{kPageWidth, kPageHeight, 1, {}};
  Random random(1, RandomPurpose::test);
  for (int y = 0; y < kPageHeight; ++y)
    for (int x = 0; x < kPageWidth; ++x)
      page.pixels.push_back(static_cast<std::uint8_t>(150 + 60 * x / kPageWidth + 20 * y / kPageHeight +
                                                      static_cast<int>(random.below(5))));
  return page;
}

/// A drawing in dark ink, its box beginning at (left, top).
inline void write_on(Image& page, const Drawing& drawing, int left, int top) {
  const GreyImage ink = rasterise(drawing, kPageDigit).ink;
  for (int y = 0; y < ink.height; ++y)
    for (int x = 0; x < ink.width; ++x) {
      std::uint8_t& paper = page.pixels[static_cast<std::size_t>(top + y) * kPageWidth + left + x];
      paper = static_cast<std::uint8_t>(std::lround(static_cast<float>(paper) * (1 - 0.7f * ink.at(y, x))));
    }
}

}  // namespace convlens::test
