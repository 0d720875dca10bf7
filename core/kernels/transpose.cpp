#include "core/kernels/transpose.h"

#include <algorithm>

#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/transpose.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/transpose-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {

/// As many rows at once as a vector has lanes; the last ones again, so that none are left.
void transpose_simd(int rows, int columns, const float* from, float* to) {
  constexpr int kRows = static_cast<int>(kLanes);
  for (int r = 0; r < rows; r += kRows) {
    const int row = std::min(r, rows - kRows);
    images_to_lanes(from + static_cast<std::ptrdiff_t>(row) * columns, columns,
                    static_cast<std::size_t>(columns), to + row, rows);
  }
}

int transposed_rows_simd() { return static_cast<int>(kLanes); }

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(transpose_simd);
HWY_EXPORT(transposed_rows_simd);

namespace {

template <typename T>
void transpose_plainly(int rows, int columns, const T* from, T* to) {
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      to[static_cast<std::ptrdiff_t>(c) * rows + r] = from[static_cast<std::ptrdiff_t>(r) * columns + c];
}

}  // namespace

void transpose(int rows, int columns, const float* from, float* to) {
  if (rows < HWY_DYNAMIC_DISPATCH(transposed_rows_simd)()) return transpose_plainly(rows, columns, from, to);
  HWY_DYNAMIC_DISPATCH(transpose_simd)(rows, columns, from, to);
}
void transpose(int rows, int columns, const double* from, double* to) {
  transpose_plainly(rows, columns, from, to);
}

}  // namespace convlens::kernels
#endif
