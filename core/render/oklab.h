#pragma once
#include "core/render/colour_scale.h"

namespace convlens {

/// A colour by how it looks (Ottosson 2020, "A perceptual color space for image processing"): lightness 0..1
/// and two opponent axes; equal distances look about equally large.
struct Oklab {
  double lightness = 0, a = 0, b = 0;
};

Oklab to_oklab(Colour colour);
/// The nearest sRGB colour; components outside sRGB are clipped.
Colour from_oklab(const Oklab& colour);

}  // namespace convlens
