#pragma once
#include <span>

#include "core/base/random.h"
#include "core/tensor/shape.h"

namespace convlens {

/// Steps of augment() for photographs; each in place on one NHWC picture, drawing only from `random`.

/// Left and right change places in this share of the pictures.
void flip(std::span<float> pixels, const Shape& shape, float share, Random& random);

/// Moves the picture by up to +- this many whole pixels, as a crop from it with black around: no value is
/// resampled.
void crop(std::span<float> pixels, const Shape& shape, float pixels_around, Random& random);

/// Brightness, contrast and saturation by factors in 1 +- strength each; values stay between 0 and 1.
void change_colour(std::span<float> pixels, const Shape& shape, float strength, Random& random);

}  // namespace convlens
