#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/random.h"
#include "core/tensor/shape.h"

namespace convlens {

/// Random changes of a training picture. All zero: none. A new one: a number here, its name and limit in
/// augment_options.cpp, and a line in augment.cpp.
struct AugmentOptions {
  float shift = 0;      ///< up to +- this many pixels in x and y
  float rotate = 0;     ///< up to +- this many degrees
  float scale = 0;      ///< factor in 1 +- this
  float shear = 0;      ///< up to +- this (x per y)
  float elastic = 0;    ///< strength in pixels of a smoothed random displacement field (Simard 2003)
  float stretch = 0;    ///< width over height times up to (1 + this), or divided by it
  float thickness = 0;  ///< strokes up to this many pixels wider or thinner
  float coarse = 0;     ///< this share goes through the coarse grid of a poor scanner
  float contrast = 0;   ///< grey levels bent up or down by up to this (at most 1)
  float erase = 0;      ///< of this share a spot of the ink is gone
  float noise = 0;      ///< up to this standard deviation, pixels being 0 to 1
  float flip = 0;       ///< left and right change places in this share of the pictures
  float crop = 0;       ///< up to +- this many whole pixels in x and y, without resampling
  float colour = 0;     ///< brightness, contrast and saturation by factors in 1 +- this

  /// Whether pixels move, all in one resampling.
  bool warps() const {
    return shift != 0 || rotate != 0 || scale != 0 || shear != 0 || elastic != 0 || stretch != 0;
  }
  bool any() const {
    return warps() || thickness != 0 || coarse != 0 || contrast != 0 || erase != 0 || noise != 0 || flip != 0 ||
           crop != 0 || colour != 0;
  }
  friend bool operator==(const AugmentOptions&, const AugmentOptions&) = default;
};

/// "none", "affine" (a good default for pictures of one thing), "drawings" (for reading what people draw,
/// scan and photograph), "shift=2,rotate=10,elastic=1.5", or a name with changes: "affine,elastic=1.5".
/// Throws Error(bad_value). to_string gives the shortest of these that reads back as the same options.
AugmentOptions parse_augment(std::string_view text);
std::string to_string(const AugmentOptions& options);

/// In place on one NHWC picture. First the warp: bilinear, zero outside; about the centre: stretch, shear,
/// rotation, scale, then shift; the elastic displacement is laid over the result. Then what augment_steps.h
/// tells, in the order of the options. Draws only from `random`; allocates nothing after a thread's first
/// picture of a size.
void augment(std::span<float> pixels, const Shape& shape, const AugmentOptions& options, Random& random);

}  // namespace convlens
