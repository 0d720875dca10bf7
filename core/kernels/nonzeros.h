#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/tensor/tensor.h"

namespace convlens::kernels {

/// How many of n values are not 0 (NaN is not 0).
std::size_t count_nonzeros(std::size_t n, const float* x);
/// About as many, from a quarter of the values (of few ones from all): enough to choose a kernel by, where counting
/// would take a fiftieth of a training step. The same for the same values.
std::size_t estimate_nonzeros(std::size_t n, const float* x);

/// The values of an image that are not zero, pixel by pixel, in order: pixel p has [begin[p], begin[p + 1]).
/// Memory is kept from list to list.
struct NonzeroList {
  std::vector<std::int32_t> begin;
  std::vector<std::int32_t> offsets;  ///< channel * channel_step
  AlignedVector<float> values;
};
/// x: pixels x channels; pixels begin pixel_step floats apart (0: without gaps). Overwrites the list.
void list_nonzeros(int pixels, int channels, int channel_step, const float* x, NonzeroList& list,
                   int pixel_step = 0);

}  // namespace convlens::kernels
