// Turning images over, so that lanes are samples, and back. Compiled once an instruction set.
#if defined(CONVLENS_TRANSPOSE_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef CONVLENS_TRANSPOSE_INL_H
#undef CONVLENS_TRANSPOSE_INL_H
#else
#define CONVLENS_TRANSPOSE_INL_H
#endif

#include <cstddef>
#include <cstring>

#include "core/kernels/partial-inl.h"

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR
// One lane: an image is its own vector.
inline void images_to_lanes(const float* images, std::ptrdiff_t, std::size_t length, float* lanes,
                            std::ptrdiff_t step = 1) {
  for (std::size_t f = 0; f < length; ++f, lanes += step) *lanes = images[f];
}
inline void lanes_to_images(const float* lanes, std::size_t length, float* images, std::ptrdiff_t) {
  std::memcpy(images, lanes, length * sizeof(float));
}
#else

/// Floats in a block of 128 bits; a vector has one or several of them.
constexpr std::size_t kBlockFloats = 4;

/// 4 x 4 values inside every block of four vectors.
inline void transpose_blocks(FloatVector& a, FloatVector& b, FloatVector& c, FloatVector& e) {
  const FloatTag d;
  const hn::Repartition<double, FloatTag> pairs;
  const auto low_ac = hn::BitCast(pairs, hn::InterleaveLower(d, a, b));
  const auto high_ac = hn::BitCast(pairs, hn::InterleaveUpper(d, a, b));
  const auto low_ce = hn::BitCast(pairs, hn::InterleaveLower(d, c, e));
  const auto high_ce = hn::BitCast(pairs, hn::InterleaveUpper(d, c, e));
  a = hn::BitCast(d, hn::InterleaveLower(pairs, low_ac, low_ce));
  b = hn::BitCast(d, hn::InterleaveUpper(pairs, low_ac, low_ce));
  c = hn::BitCast(d, hn::InterleaveLower(pairs, high_ac, high_ce));
  e = hn::BitCast(d, hn::InterleaveUpper(pairs, high_ac, high_ce));
}

/// Four floats of each of the images k, k + 4, k + 8, ... as the blocks of one vector. Halves are combined, for
/// GCC 12 cannot compile a load that fills all blocks of 512 bits when AddressSanitizer watches it.
template <class Tag>
hn::Vec<Tag> load_blocks(Tag d, const float* image, std::ptrdiff_t image_step) {
  constexpr std::size_t lanes = hn::MaxLanes(d);
  if constexpr (lanes == kBlockFloats) {
    return hn::LoadU(d, image);
  } else {
    const hn::Half<Tag> half;
    const auto upper_half = static_cast<std::ptrdiff_t>(lanes / 2) * image_step;
    return hn::Combine(d, load_blocks(half, image + upper_half, image_step),
                       load_blocks(half, image, image_step));
  }
}

/// `length` floats of kLanes images become `length` vectors with one lane an image, a step apart.
inline void images_to_lanes(const float* images, std::ptrdiff_t image_step, std::size_t length, float* lanes,
                            std::ptrdiff_t step = static_cast<std::ptrdiff_t>(kLanes)) {
  const FloatTag d;
  std::size_t f = 0;
  for (; f + kBlockFloats <= length; f += kBlockFloats) {
    FloatVector v[kBlockFloats];
    for (std::size_t k = 0; k < kBlockFloats; ++k)
      v[k] = load_blocks(d, images + f + static_cast<std::ptrdiff_t>(k) * image_step, image_step);
    transpose_blocks(v[0], v[1], v[2], v[3]);
    for (std::size_t k = 0; k < kBlockFloats; ++k, lanes += step) hn::StoreU(v[k], d, lanes);
  }
  for (; f < length; ++f, lanes += step)
    for (std::size_t n = 0; n < kLanes; ++n)
      lanes[n] = images[f + static_cast<std::ptrdiff_t>(n) * image_step];
}

/// The way back.
inline void lanes_to_images(const float* lanes, std::size_t length, float* images,
                            std::ptrdiff_t image_step) {
  const FloatTag d;
  const hn::FixedTag<float, kBlockFloats> block;
  std::size_t f = 0;
  for (; f + kBlockFloats <= length; f += kBlockFloats, lanes += kBlockFloats * kLanes) {
    FloatVector v[kBlockFloats];
    for (std::size_t k = 0; k < kBlockFloats; ++k) v[k] = hn::LoadU(d, lanes + k * kLanes);
    transpose_blocks(v[0], v[1], v[2], v[3]);
    alignas(64) float turned[kBlockFloats * kLanes];
    for (std::size_t k = 0; k < kBlockFloats; ++k) hn::Store(v[k], d, turned + k * kLanes);
    for (std::size_t n = 0; n < kLanes; ++n)
      hn::StoreU(hn::Load(block, turned + n % kBlockFloats * kLanes + n / kBlockFloats * kBlockFloats), block,
                 images + f + static_cast<std::ptrdiff_t>(n) * image_step);
  }
  for (; f < length; ++f, lanes += kLanes)
    for (std::size_t n = 0; n < kLanes; ++n)
      images[f + static_cast<std::ptrdiff_t>(n) * image_step] = lanes[n];
}
#endif

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#endif
