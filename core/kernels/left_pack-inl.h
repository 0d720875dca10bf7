// Presses a vector's chosen lanes together at its front. Compiled once an instruction set.
#if defined(CONVLENS_LEFT_PACK_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef CONVLENS_LEFT_PACK_INL_H
#undef CONVLENS_LEFT_PACK_INL_H
#else
#define CONVLENS_LEFT_PACK_INL_H
#endif

#include <array>
#include <bit>
#include <cstdint>

#include "core/kernels/partial-inl.h"

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {

using MaskOfFloats = hn::Mask<FloatTag>;
using IntTag = hn::RebindToSigned<FloatTag>;

#if HWY_TARGET == HWY_AVX3
/// The processor has an instruction for it.
class LeftPack {
 public:
  explicit LeftPack(MaskOfFloats chosen) : chosen_(chosen) {}

  std::size_t count() const { return hn::CountTrue(FloatTag(), chosen_); }
  FloatVector operator()(FloatVector v) const { return hn::Compress(v, chosen_); }
  hn::Vec<IntTag> operator()(hn::Vec<IntTag> v) const {
    return hn::Compress(v, hn::RebindMask(IntTag(), chosen_));
  }

 private:
  MaskOfFloats chosen_;
};
#else
/// For every set of lanes (as bits) the lanes in order, the chosen ones first.
inline constexpr auto kPackedLanes = [] {
  std::array<std::array<std::int32_t, kLanes>, std::size_t{1} << kLanes> table{};
  for (std::size_t bits = 0; bits < table.size(); ++bits) {
    std::size_t place = 0;
    for (const std::size_t wanted : {1, 0})
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        if (((bits >> lane) & 1) == wanted) table[bits][place++] = static_cast<std::int32_t>(lane);
  }
  return table;
}();

/// By a table of our own: GCC puts the one inside hn::Compress on the stack anew for every call, which took two
/// fifths of a training step.
class LeftPack {
 public:
  explicit LeftPack(MaskOfFloats chosen) {
    std::uint8_t bytes[8] = {};  // StoreMaskBits may write as many
    hn::StoreMaskBits(FloatTag(), chosen, bytes);
    bits_ = bytes[0];
  }

  std::size_t count() const { return static_cast<std::size_t>(std::popcount(bits_)); }
  FloatVector operator()(FloatVector v) const {
    return hn::TableLookupLanes(v, hn::SetTableIndices(FloatTag(), kPackedLanes[bits_].data()));
  }
  hn::Vec<IntTag> operator()(hn::Vec<IntTag> v) const {
    return hn::TableLookupLanes(v, hn::SetTableIndices(IntTag(), kPackedLanes[bits_].data()));
  }

 private:
  std::uint8_t bits_ = 0;
};
#endif

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#endif
