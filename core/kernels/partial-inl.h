// Loads and stores of a vector's first few lanes, touching no memory beyond them. Compiled once an
// instruction set.
#if defined(CONVLENS_PARTIAL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef CONVLENS_PARTIAL_INL_H
#undef CONVLENS_PARTIAL_INL_H
#else
#define CONVLENS_PARTIAL_INL_H
#endif

#include <cstddef>
#include <cstring>

#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using FloatTag = hn::ScalableTag<float>;
using FloatVector = hn::Vec<FloatTag>;
/// Every enabled instruction set has vectors of a fixed size.
constexpr std::size_t kLanes = hn::MaxLanes(FloatTag());

/// Copies count < 2 * piece floats by halving pieces of fixed size: masked stores are slow on AMD, and on
/// SSE4 they touch whole vectors.
template <std::size_t piece = kLanes / 2>
inline void copy_partial(float* to, const float* from, std::size_t count) {
  if constexpr (piece > 0) {
    if ((count & piece) != 0) {
      std::memcpy(to, from, piece * sizeof(float));
      to += piece;
      from += piece;
    }
    copy_partial<piece / 2>(to, from, count);
  }
}

inline void store_partial(FloatVector v, float* to, std::size_t count) {
  const FloatTag d;
  if (count >= kLanes) return hn::StoreU(v, d, to);
  alignas(64) float lanes[kLanes];
  hn::Store(v, d, lanes);
  copy_partial(to, lanes, count);
}

/// The other lanes are 0.
inline FloatVector load_partial(const float* from, std::size_t count) {
  const FloatTag d;
  if (count >= kLanes) return hn::LoadU(d, from);
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
  // Here masked loads are fast and touch nothing else; a copy would wait for its pieces to leave the store
  // buffer.
  return hn::MaskedLoad(hn::FirstN(d, count), d, from);
#else
  alignas(64) float lanes[kLanes] = {};
  copy_partial(lanes, from, count);
  return hn::Load(d, lanes);
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#endif
