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

/// One window for whole vectors of channels; gives the number of channels done. Places are vectors, too: the
/// mask that chooses the greater value chooses its place. height and width: the window's size where the
/// compiler knows it.
template <int height, int width>
int max_of_window(const PoolGeometry& g, const float* image, PoolRange rows, PoolRange columns, float* y,
                  std::int32_t* switches) {
  const FloatTag d;
  const IntTag di;
  constexpr int lanes = static_cast<int>(kLanes);
  const int row_count = height > 0 ? height : rows.size(), column_count = width > 0 ? width : columns.size();
  const std::int32_t first = rows.begin * g.in_width + columns.begin;
  int c = 0;
  for (; c + lanes <= g.channels; c += lanes) {
    const float* row = image + static_cast<std::ptrdiff_t>(first) * g.channels + c;
    const std::ptrdiff_t row_step = static_cast<std::ptrdiff_t>(g.in_width) * g.channels;
    FloatVector best = hn::LoadU(d, row);
    auto place = hn::Set(di, first);
    for (int i = 0; i < row_count; ++i, row += row_step)
      for (int j = 0; j < column_count; ++j) {
        const FloatVector value = hn::LoadU(d, row + static_cast<std::ptrdiff_t>(j) * g.channels);
        const auto greater = hn::Gt(value, best);
        best = hn::IfThenElse(greater, value, best);
        place = hn::IfThenElse(hn::RebindMask(di, greater), hn::Set(di, first + i * g.in_width + j), place);
      }
    hn::StoreU(best, d, y + c);
    hn::StoreU(place, di, switches + c);
  }
  return c;
}

/// Windows that tile the image: each pixel belongs to one window, so dx can be written in order.
template <int height, int width>
int spread_window(const PoolGeometry& g, std::int32_t first, const float* dy, const std::int32_t* switches,
                  const float* positive, float* image) {
  const FloatTag d;
  const IntTag di;
  constexpr int lanes = static_cast<int>(kLanes);
  int c = 0;
  for (; c + lanes <= g.channels; c += lanes) {
    const auto place = hn::LoadU(di, switches + c);
    FloatVector signal = hn::LoadU(d, dy + c);
    if (positive != nullptr)
      signal = hn::IfThenElseZero(hn::Gt(hn::LoadU(d, positive + c), hn::Zero(d)), signal);
    for (int i = 0; i < height; ++i)
      for (int j = 0; j < width; ++j) {
        const std::int32_t here = first + i * g.in_width + j;
        const auto chosen = hn::RebindMask(d, hn::Eq(place, hn::Set(di, here)));
        hn::StoreU(hn::IfThenElseZero(chosen, signal), d,
                   image + static_cast<std::ptrdiff_t>(here) * g.channels + c);
      }
  }
  return c;
}

/// The channels that fill no vector.
void max_of_window_rest(const PoolGeometry& g, const float* image, PoolRange rows, PoolRange columns, int c,
                        float* y, std::int32_t* switches) {
  for (; c < g.channels; ++c) {
    std::int32_t place = rows.begin * g.in_width + columns.begin;
    float best = image[static_cast<std::ptrdiff_t>(place) * g.channels + c];
    for (int row = rows.begin; row < rows.end; ++row)
      for (int column = columns.begin; column < columns.end; ++column) {
        const std::int32_t here = row * g.in_width + column;
        const float value = image[static_cast<std::ptrdiff_t>(here) * g.channels + c];
        const bool greater = value > best;
        best = greater ? value : best;
        place = greater ? here : place;
      }
    y[c] = best;
    switches[c] = place;
  }
}

}  // namespace

void max_pool_forward_simd(const PoolGeometry& g, int batch, const float* x, float* y,
                           std::int32_t* switches) {
  const std::size_t image_size = static_cast<std::size_t>(g.in_height) * g.in_width * g.channels;
  for (int n = 0; n < batch; ++n, x += image_size)
    for (int i = 0; i < g.out_height; ++i) {
      const PoolRange rows = pool_range(i, g.stride_y, g.pad_top, g.kernel_y, g.in_height);
      for (int j = 0; j < g.out_width; ++j, y += g.channels, switches += g.channels) {
        const PoolRange columns = pool_range(j, g.stride_x, g.pad_left, g.kernel_x, g.in_width);
        if (rows.size() == 0 || columns.size() == 0) {
          std::fill(y, y + g.channels, 0.0f);
          std::fill(switches, switches + g.channels, kNoSwitch);
          continue;
        }
        const bool small = rows.size() == 2 && columns.size() == 2;
        const int done = small ? max_of_window<2, 2>(g, x, rows, columns, y, switches)
                               : max_of_window<0, 0>(g, x, rows, columns, y, switches);
        if (done < g.channels) max_of_window_rest(g, x, rows, columns, done, y, switches);
      }
    }
}

/// Windows of 2 x 2 with stride 2 that cover the image, as nearly all networks have them.
void unpool_by_two_simd(const PoolGeometry& g, int batch, const float* dy, const std::int32_t* switches,
                        const float* positive, float* dx) {
  const std::size_t image_size = static_cast<std::size_t>(g.in_height) * g.in_width * g.channels;
  for (int n = 0; n < batch; ++n, dx += image_size)
    for (int i = 0; i < g.out_height; ++i)
      for (int j = 0; j < g.out_width; ++j, dy += g.channels, switches += g.channels) {
        const std::int32_t first = 2 * i * g.in_width + 2 * j;
        const std::int32_t places[] = {first, first + 1, first + g.in_width, first + g.in_width + 1};
        for (int c = spread_window<2, 2>(g, first, dy, switches, positive, dx); c < g.channels; ++c) {
          const float signal = positive == nullptr || positive[c] > 0 ? dy[c] : 0.0f;
          for (const std::int32_t place : places)
            dx[static_cast<std::ptrdiff_t>(place) * g.channels + c] = switches[c] == place ? signal : 0.0f;
        }
        if (positive != nullptr) positive += g.channels;
      }
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(max_pool_forward_simd);
HWY_EXPORT(unpool_by_two_simd);

void max_pool_forward(const PoolGeometry& g, int batch, const float* x, float* y, std::int32_t* switches) {
  HWY_DYNAMIC_DISPATCH(max_pool_forward_simd)(g, batch, x, y, switches);
}

void max_pool_forward(const PoolGeometry& g, int batch, const double* x, double* y, std::int32_t* switches) {
  reference::max_pool_forward(g, batch, x, y, switches);
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
