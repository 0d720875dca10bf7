#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/render/pixels.h"

namespace convlens {

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// Colour means the same everywhere (UI.md).
enum class ColourMap {
  diverging,    ///< signed values: blue - white - red, colour-blind safe, white exactly at 0
  sequential,   ///< magnitudes: cividis (Nunez, Anderton & Renslow 2018)
  grey,         ///< pictures: black 0, white 1
  categorical,  ///< class indices: a fixed colour a class
};

/// What no scale holds: NaN, a place that was not reached, class -1.
inline constexpr Colour kNoValueColour{176, 176, 176, 255};

/// Colours of the classes before they repeat, darker.
inline constexpr int kClassColours = 10;

/// Which values the ends of a scale stand for.
struct ValueRange {
  float low = 0, high = 1;
};
/// diverging: [-m, m] with m the largest |value|; sequential: [min(0, smallest), largest]; grey: [0, 1];
/// categorical: [0, largest]. Values that are not finite do not count; never empty.
ValueRange range_of(std::span<const float> values, ColourMap map);

/// Values beyond the range take its end's colour; NaN takes kNoValueColour. A diverging scale is white at 0
/// and reaches its ends at +-max(|low|, |high|), whatever the range.
Colour colour_of(float value, ColourMap map, ValueRange range);
/// Ten colours that stay apart with any of the three colour-vision deficiencies too; below 0: kNoValueColour.
Colour class_colour(int index);

/// One map (height x width, row order) as pixels, each value a square of `zoom` pixels.
Pixels paint_map(std::span<const float> values, int height, int width, ColourMap map, ValueRange range,
                 int zoom = 1);
/// Three planes (c, h, w) as a colour picture, low..high to 0..255.
Pixels paint_rgb(std::span<const float> chw, int height, int width, ValueRange range, int zoom = 1);

}  // namespace convlens
