#include <algorithm>

#include "core/kernels/pool_range.h"
#include "core/kernels/pooling.h"
#include "core/kernels/reference_pooling.h"
#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/max_pool.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

using IntTag = hn::RebindToSigned<FloatTag>;
using IntVector = hn::Vec<IntTag>;

/// A vector of channels at p, of which `count` exist. whole: the rest may be read, and written: windows are
/// done in the order of memory, so the next one overwrites it. (Masks at every few channels would cost more
/// than the maximum itself.)
template <bool whole>
FloatVector load(const float* p, std::size_t count) {
  if constexpr (whole) return hn::LoadU(FloatTag(), p);
  return load_partial(p, count);
}
template <bool whole>
void store(FloatVector v, float* p, std::size_t count) {
  if constexpr (whole) return hn::StoreU(v, FloatTag(), p);
  store_partial(v, p, count);
}
/// The same for switches: a switch is as wide as a float and is only moved.
template <bool whole>
IntVector load(const std::int32_t* p, std::size_t count) {
  return hn::BitCast(IntTag(), load<whole>(reinterpret_cast<const float*>(p), count));
}
template <bool whole>
void store(IntVector v, std::int32_t* p, std::size_t count) {
  store<whole>(hn::BitCast(FloatTag(), v), reinterpret_cast<float*>(p), count);
}

/// One window. Places are vectors, too: the mask that chooses the greater value chooses its place. height and
/// width: the window's size where the compiler knows it.
template <int height, int width, bool whole>
void max_of_window(const PoolGeometry& g, bool rectify, const float* image, PoolRange rows,
                   PoolRange columns, float* y, std::int32_t* switches) {
  const IntTag di;
  const int row_count = height > 0 ? height : rows.size(), column_count = width > 0 ? width : columns.size();
  const std::int32_t first = rows.begin * g.in_width + columns.begin;
  const std::size_t channels = static_cast<std::size_t>(g.channels);
  const std::ptrdiff_t row_step = static_cast<std::ptrdiff_t>(g.in_width) * g.channels;
  for (std::size_t c = 0; c < channels; c += kLanes) {
    const float* row = image + static_cast<std::ptrdiff_t>(first) * g.channels + c;
    FloatVector best = load<whole>(row, channels - c);
    IntVector place = hn::Set(di, first);
    for (int i = 0; i < row_count; ++i, row += row_step)
      for (int j = 0; j < column_count; ++j) {
        const FloatVector value =
            load<whole>(row + static_cast<std::ptrdiff_t>(j) * g.channels, channels - c);
        const auto greater = hn::Gt(value, best);
        best = hn::IfThenElse(greater, value, best);
        place = hn::IfThenElse(hn::RebindMask(di, greater), hn::Set(di, first + i * g.in_width + j), place);
      }
    if (rectify) best = hn::IfThenZeroElse(hn::Le(best, hn::Zero(FloatTag())), best);
    store<whole>(best, y + c, channels - c);
    store<whole>(place, switches + c, channels - c);
  }
}

/// One pixel of dx, whose window has these switches.
template <bool whole>
void spread_to_pixel(std::size_t channels, std::int32_t here, const float* dy, const std::int32_t* switches,
                     const float* positive, float* dx) {
  const FloatTag d;
  const IntTag di;
  for (std::size_t c = 0; c < channels; c += kLanes) {
    const IntVector place = load<whole>(switches + c, channels - c);
    FloatVector signal = load<whole>(dy + c, channels - c);
    if (positive != nullptr)
      signal = hn::IfThenElseZero(hn::Gt(load<whole>(positive + c, channels - c), hn::Zero(d)), signal);
    const auto chosen = hn::RebindMask(d, hn::Eq(place, hn::Set(di, here)));
    store<whole>(hn::IfThenElseZero(chosen, signal), dx + c, channels - c);
  }
}

/// Channels rounded up to whole vectors.
std::ptrdiff_t whole_vectors(int channels) {
  const std::ptrdiff_t lanes = static_cast<std::ptrdiff_t>(kLanes);
  return (channels + lanes - 1) / lanes * lanes;
}

std::ptrdiff_t image_size(int height, int width, int channels) {
  return static_cast<std::ptrdiff_t>(height) * width * channels;
}

}  // namespace

void max_pool_forward_simd(const PoolGeometry& g, int batch, const float* x, float* y,
                           std::int32_t* switches, bool rectify) {
  const std::ptrdiff_t in_size = image_size(g.in_height, g.in_width, g.channels);
  const std::ptrdiff_t wide = whole_vectors(g.channels);
  std::ptrdiff_t in_left = batch * in_size;
  std::ptrdiff_t out_left = batch * image_size(g.out_height, g.out_width, g.channels);
  for (int n = 0; n < batch; ++n, x += in_size, in_left -= in_size)
    for (int i = 0; i < g.out_height; ++i) {
      const PoolRange rows = pool_range(i, g.stride_y, g.pad_top, g.kernel_y, g.in_height);
      for (int j = 0; j < g.out_width; ++j, y += g.channels, switches += g.channels, out_left -= g.channels) {
        const PoolRange columns = pool_range(j, g.stride_x, g.pad_left, g.kernel_x, g.in_width);
        if (rows.size() == 0 || columns.size() == 0) {
          std::fill(y, y + g.channels, 0.0f);
          std::fill(switches, switches + g.channels, kNoSwitch);
          continue;
        }
        const std::ptrdiff_t last_pixel =
            (static_cast<std::ptrdiff_t>(rows.end - 1) * g.in_width + columns.end - 1) * g.channels;
        const bool whole = out_left >= wide && in_left - last_pixel >= wide;
        const bool small = rows.size() == 2 && columns.size() == 2;
        if (whole && small)
          max_of_window<2, 2, true>(g, rectify, x, rows, columns, y, switches);
        else if (whole)
          max_of_window<0, 0, true>(g, rectify, x, rows, columns, y, switches);
        else
          max_of_window<0, 0, false>(g, rectify, x, rows, columns, y, switches);
      }
    }
}

/// Windows of 2 x 2 with stride 2 that cover the image, as nearly all networks have them: each pixel belongs
/// to one window, so dx is written in order, row by row.
void unpool_by_two_simd(const PoolGeometry& g, int batch, const float* dy, const std::int32_t* switches,
                        const float* positive, float* dx) {
  const std::size_t channels = static_cast<std::size_t>(g.channels);
  const std::ptrdiff_t wide = whole_vectors(g.channels), out_row = image_size(1, g.out_width, g.channels);
  std::ptrdiff_t in_left = batch * image_size(g.in_height, g.in_width, g.channels);
  std::ptrdiff_t out_left = batch * image_size(g.out_height, g.out_width, g.channels);
  for (int n = 0; n < batch; ++n)
    for (int row = 0; row < g.in_height; ++row) {
      for (int column = 0; column < g.in_width; ++column, dx += channels, in_left -= g.channels) {
        const std::ptrdiff_t window = column / 2 * g.channels;
        const std::int32_t here = row * g.in_width + column;
        const float* output = positive != nullptr ? positive + window : nullptr;
        if (in_left >= wide && out_left - window >= wide)
          spread_to_pixel<true>(channels, here, dy + window, switches + window, output, dx);
        else
          spread_to_pixel<false>(channels, here, dy + window, switches + window, output, dx);
      }
      if (row % 2 == 0) continue;
      dy += out_row;
      switches += out_row;
      if (positive != nullptr) positive += out_row;
      out_left -= out_row;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(max_pool_forward_simd);
HWY_EXPORT(unpool_by_two_simd);

void max_pool_forward(const PoolGeometry& g, int batch, const float* x, float* y, std::int32_t* switches,
                      bool rectify) {
  HWY_DYNAMIC_DISPATCH(max_pool_forward_simd)(g, batch, x, y, switches, rectify);
}

void max_pool_forward(const PoolGeometry& g, int batch, const double* x, double* y, std::int32_t* switches,
                      bool rectify) {
  reference::max_pool_forward(g, batch, x, y, switches, rectify);
}

void max_pool_backward(const PoolGeometry& g, int batch, const float* dy, const std::int32_t* switches,
                       const float* positive, float* dx) {
  const bool by_two = g.kernel_y == 2 && g.kernel_x == 2 && g.stride_y == 2 && g.stride_x == 2 &&
                      g.pad_top == 0 && g.pad_left == 0 && g.in_height == 2 * g.out_height &&
                      g.in_width == 2 * g.out_width;
  if (by_two) return HWY_DYNAMIC_DISPATCH(unpool_by_two_simd)(g, batch, dy, switches, positive, dx);
  reference::max_pool_backward(g, batch, dy, switches, positive, dx);
}

void max_pool_backward(const PoolGeometry& g, int batch, const double* dy, const std::int32_t* switches,
                       const double* positive, double* dx) {
  reference::max_pool_backward(g, batch, dy, switches, positive, dx);
}

}  // namespace convlens::kernels
#endif
