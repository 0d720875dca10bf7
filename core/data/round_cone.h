#pragma once
#include "core/data/image.h"

namespace convlens {

/// The pen at one point, in pixels; pixel (x, y) covers x..x+1, y..y+1.
struct Disc {
  float x = 0, y = 0, radius = 0;
};

enum class Ink {
  laid,   ///< a pixel becomes at least as dark as the part of it that is covered
  taken,  ///< a pixel that is touched becomes 0
};

/// The convex hull of two discs (a capsule where the radii are equal), with one pixel of soft edge: coverage
/// = clamp(1/2 - signed distance, 0, 1). Parts outside the image are clipped before any work is done on them.
/// A disc of radius 0 alone draws nothing.
void draw_round_cone(const Disc& from, const Disc& to, Ink kind, GreyImage& ink);

}  // namespace convlens
