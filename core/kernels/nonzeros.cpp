#include "core/kernels/nonzeros.h"

#include <algorithm>

#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/nonzeros.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/left_pack-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {

std::size_t count_nonzeros_simd(std::size_t n, const float* x) {
  const FloatTag d;
  const FloatVector zero = hn::Zero(d);
  std::size_t zeros = 0, i = 0;
  for (; i + kLanes <= n; i += kLanes) zeros += hn::CountTrue(d, hn::Eq(hn::LoadU(d, x + i), zero));
  for (; i < n; ++i) zeros += x[i] == 0;
  return n - zeros;
}

std::size_t estimate_nonzeros_simd(std::size_t n, const float* x) {
  constexpr std::size_t kShare = 4, kFew = 16 * kShare * kLanes;
  if (n < kFew) return count_nonzeros_simd(n, x);
  const FloatTag d;
  const FloatVector zero = hn::Zero(d);
  std::size_t zeros = 0, seen = 0;
  for (std::size_t i = 0; i + kLanes <= n; i += kShare * kLanes, seen += kLanes)
    zeros += hn::CountTrue(d, hn::Eq(hn::LoadU(d, x + i), zero));
  return (seen - zeros) * n / seen;
}

/// Values and their channels are pressed together in a register and stored whole: the next ones overwrite
/// what is too much.
void list_nonzeros_simd(int pixels, int channels, int channel_step, const float* x, std::ptrdiff_t pixel_step,
                        std::int32_t* begin, std::int32_t* offsets, float* values) {
  const FloatTag d;
  const IntTag di;
  const FloatVector zero = hn::Zero(d);
  const auto lane_offsets = hn::Mul(hn::Iota(di, 0), hn::Set(di, channel_step));
  std::size_t count = 0;
  for (int p = 0; p < pixels; ++p, x += pixel_step) {
    begin[p] = static_cast<std::int32_t>(count);
    for (int c = 0; c < channels; c += static_cast<int>(kLanes)) {
      const FloatVector v = load_partial(x + c, static_cast<std::size_t>(channels - c));
      const LeftPack pack(hn::Not(hn::Eq(v, zero)));  // NaN counts
      const auto places = hn::Add(lane_offsets, hn::Set(di, c * channel_step));
      hn::StoreU(pack(v), d, values + count);
      hn::StoreU(pack(places), di, offsets + count);
      count += pack.count();
    }
  }
  begin[pixels] = static_cast<std::int32_t>(count);
}

std::size_t list_slack_simd() { return kLanes; }

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(count_nonzeros_simd);
HWY_EXPORT(estimate_nonzeros_simd);
HWY_EXPORT(list_nonzeros_simd);
HWY_EXPORT(list_slack_simd);

std::size_t count_nonzeros(std::size_t n, const float* x) {
  return HWY_DYNAMIC_DISPATCH(count_nonzeros_simd)(n, x);
}

std::size_t estimate_nonzeros(std::size_t n, const float* x) {
  return HWY_DYNAMIC_DISPATCH(estimate_nonzeros_simd)(n, x);
}

void list_nonzeros(int pixels, int channels, int channel_step, const float* x, NonzeroList& list,
                   int pixel_step) {
  const std::size_t most =
      static_cast<std::size_t>(pixels) * channels + HWY_DYNAMIC_DISPATCH(list_slack_simd)();
  if (list.values.size() < most) {
    list.values.resize(most);
    list.offsets.resize(most);
  }
  if (list.begin.size() < static_cast<std::size_t>(pixels) + 1) list.begin.resize(pixels + 1);
  HWY_DYNAMIC_DISPATCH(list_nonzeros_simd)
  (pixels, channels, channel_step, x, pixel_step == 0 ? channels : pixel_step, list.begin.data(),
   list.offsets.data(), list.values.data());
}

}  // namespace convlens::kernels
#endif
