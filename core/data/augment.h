#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/random.h"
#include "core/tensor/shape.h"

namespace convlens {

/// Random changes of a training picture. All zero: none.
struct AugmentOptions {
  float shift = 0;    ///< up to +- this many pixels in x and y
  float rotate = 0;   ///< up to +- this many degrees
  float scale = 0;    ///< factor in 1 +- this
  float shear = 0;    ///< up to +- this (x per y)
  float elastic = 0;  ///< strength in pixels of a smoothed random displacement field (Simard 2003)

  bool any() const { return shift != 0 || rotate != 0 || scale != 0 || shear != 0 || elastic != 0; }
  friend bool operator==(const AugmentOptions&, const AugmentOptions&) = default;
};

/// "none", "affine" (a good default for digits), "shift=2,rotate=10,elastic=1.5", or "affine,elastic=1.5".
/// Throws Error(bad_value). to_string gives the shortest of these that reads back as the same options.
AugmentOptions parse_augment(std::string_view text);
std::string to_string(const AugmentOptions& options);

/// In place on one NHWC picture; bilinear, zero outside. About the centre: shear, rotation, scale, then
/// shift; the elastic displacement is laid over the result. Draws only from `random`; allocates nothing after
/// a thread's first picture of a size.
void augment(std::span<float> pixels, const Shape& shape, const AugmentOptions& options, Random& random);

}  // namespace convlens
