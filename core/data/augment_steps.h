#pragma once
#include <span>

#include "core/base/random.h"
#include "core/tensor/shape.h"

namespace convlens {

// The parts of augment() that act on a picture where it lies: NHWC, values 0 to 1, ink light on 0. Each draws
// only from `random` and allocates nothing after a thread's first picture of a size.

/// Grey morphology with a cross of five pixels, in part: strokes become up to `limit` pixels wider or thinner
/// (at most 2: a whole dilation or erosion). What was thinned is as bright at its brightest as before.
void change_thickness(std::span<float> pixels, const Shape& shape, float limit, Random& random);

/// With the probability `share`: averaged over the cells of a coarser grid, at random made black and white
/// there, and enlarged again, as an 8x8 to 20x20 scan of the digit is by MNIST's preprocessing.
void make_coarse(std::span<float> pixels, const Shape& shape, float share, Random& random);

/// v + k v (1 - v), k within +- `limit`: soft edges count more, or less; 0 and 1 stay.
void bend_contrast(std::span<float> pixels, float limit, Random& random);

/// With the probability `share`: a soft round spot centred on ink is taken away.
void erase_spot(std::span<float> pixels, const Shape& shape, float share, Random& random);

/// Even noise on every value, of a standard deviation between 0 and `strongest`, cut to 0 to 1.
void add_noise(std::span<float> pixels, float strongest, Random& random);

}  // namespace convlens
