#include "core/kernels/rows.h"

#include <algorithm>

#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/rows.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

constexpr int kRowVectors = 8;
constexpr int kLaneCount = static_cast<int>(kLanes);
/// Rows of A and columns of B whose products stay in registers: 4 x 3 sums, 3 vectors of B and one of A are
/// all 16.
constexpr int kDotRows = 4, kDotColumns = 3;

template <int V>
void multiply_row_block(int in, int out, const float* x, const float* w, const float* bias, float* y) {
  const FloatTag d;
  FloatVector sum[V];
#pragma GCC unroll 8
  for (int v = 0; v < V; ++v) sum[v] = bias != nullptr ? hn::LoadU(d, bias + v * kLaneCount) : hn::Zero(d);
  for (int i = 0; i < in; ++i, w += out) {
    const FloatVector value = hn::Set(d, x[i]);
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) sum[v] = hn::MulAdd(value, hn::LoadU(d, w + v * kLaneCount), sum[v]);
  }
#pragma GCC unroll 8
  for (int v = 0; v < V; ++v) hn::StoreU(sum[v], d, y + v * kLaneCount);
}

void multiply_row_tail(int in, int out, const float* x, const float* w, const float* bias, float* y,
                       int columns) {
  const FloatTag d;
  FloatVector sum = bias != nullptr ? load_partial(bias, columns) : hn::Zero(d);
  // Only the last rows' vectors would reach beyond the matrix.
  const int safe = std::max(0, in - (kLaneCount - columns + out - 1) / out);
  for (int i = 0; i < safe; ++i, w += out) sum = hn::MulAdd(hn::Set(d, x[i]), hn::LoadU(d, w), sum);
  for (int i = safe; i < in; ++i, w += out) sum = hn::MulAdd(hn::Set(d, x[i]), load_partial(w, columns), sum);
  store_partial(sum, y, columns);
}

template <int P, int Q>
void multiply_dots_block(const TileJob& job, int row, int column) {
  const FloatTag d;
  FloatVector sum[P][Q];
#pragma GCC unroll 4
  for (int p = 0; p < P; ++p)
#pragma GCC unroll 4
    for (int q = 0; q < Q; ++q) sum[p][q] = hn::Zero(d);
  const std::ptrdiff_t b_step = job.b_step;
  const int whole = job.run_length / kLaneCount * kLaneCount, rest = job.run_length - whole;
  for (const TileRun* run = job.runs; run != job.runs + job.run_count; ++run) {
    const float* a[P];
#pragma GCC unroll 4
    for (int p = 0; p < P; ++p) a[p] = job.a + job.a_rows[row + p] + run->a;
    const float* b = run->b + column * b_step;
    for (int t = 0; t < whole; t += kLaneCount) {
      FloatVector right[Q];
#pragma GCC unroll 4
      for (int q = 0; q < Q; ++q) right[q] = hn::LoadU(d, b + q * b_step + t);
#pragma GCC unroll 4
      for (int p = 0; p < P; ++p) {
        const FloatVector left = hn::LoadU(d, a[p] + t);
#pragma GCC unroll 4
        for (int q = 0; q < Q; ++q) sum[p][q] = hn::MulAdd(left, right[q], sum[p][q]);
      }
    }
    if (rest == 0) continue;
#pragma GCC unroll 4
    for (int p = 0; p < P; ++p) {
      const FloatVector left = load_partial(a[p] + whole, rest);
#pragma GCC unroll 4
      for (int q = 0; q < Q; ++q)
        sum[p][q] = hn::MulAdd(left, load_partial(b + q * b_step + whole, rest), sum[p][q]);
    }
  }
#pragma GCC unroll 4
  for (int p = 0; p < P; ++p)
#pragma GCC unroll 4
    for (int q = 0; q < Q; ++q)
      job.c[job.c_rows[row + p] + column + q] = hn::GetLane(hn::SumOfLanes(d, sum[p][q]));
}

template <int V>
void add_column_sums_block(std::size_t rows, int columns, const float* values, float* sums) {
  const FloatTag d;
  FloatVector sum[V];
  for (int v = 0; v < V; ++v) sum[v] = hn::LoadU(d, sums + v * kLaneCount);
  for (std::size_t row = 0; row < rows; ++row, values += columns)
    for (int v = 0; v < V; ++v) sum[v] = hn::Add(sum[v], hn::LoadU(d, values + v * kLaneCount));
  for (int v = 0; v < V; ++v) hn::StoreU(sum[v], d, sums + v * kLaneCount);
}

}  // namespace

void add_column_sums_simd(std::size_t rows, int columns, const float* values, float* sums) {
  int o = 0;
  for (; o + 4 * kLaneCount <= columns; o += 4 * kLaneCount)
    add_column_sums_block<4>(rows, columns, values + o, sums + o);
  for (; o + kLaneCount <= columns; o += kLaneCount)
    add_column_sums_block<1>(rows, columns, values + o, sums + o);
  if (o == columns) return;
  FloatVector sum = load_partial(sums + o, columns - o);
  // Only the last rows' vectors would reach beyond the matrix.
  const std::size_t beyond = (kLaneCount - (columns - o) + columns - 1) / columns;
  const std::size_t safe = rows - std::min(rows, beyond);
  const FloatTag d;
  for (std::size_t row = 0; row < safe; ++row) sum = hn::Add(sum, hn::LoadU(d, values + row * columns + o));
  for (std::size_t row = safe; row < rows; ++row)
    sum = hn::Add(sum, load_partial(values + row * columns + o, columns - o));
  store_partial(sum, sums + o, columns - o);
}

void multiply_row_simd(int in, int out, const float* x, const float* weights, const float* bias, float* y) {
  constexpr int kBlock = kRowVectors * kLaneCount;
  int o = 0;
  const auto from = [&](const float* p) { return p != nullptr ? p + o : nullptr; };
  for (; o + kBlock <= out; o += kBlock)
    multiply_row_block<kRowVectors>(in, out, x, weights + o, from(bias), y + o);
  for (; o + kLaneCount <= out; o += kLaneCount)
    multiply_row_block<1>(in, out, x, weights + o, from(bias), y + o);
  if (o < out) multiply_row_tail(in, out, x, weights + o, from(bias), y + o, out - o);
}

void multiply_dots_simd(const TileJob& job) {
  for (int column = 0; column < job.columns;) {
    const int wide = std::min(kDotColumns, job.columns - column);
    for (int row = 0; row < job.rows;) {
      const bool tall = row + kDotRows <= job.rows;
      if (wide == kDotColumns)
        tall ? multiply_dots_block<kDotRows, kDotColumns>(job, row, column)
             : multiply_dots_block<1, kDotColumns>(job, row, column);
      if (wide == 2)
        tall ? multiply_dots_block<kDotRows, 2>(job, row, column)
             : multiply_dots_block<1, 2>(job, row, column);
      if (wide == 1)
        tall ? multiply_dots_block<kDotRows, 1>(job, row, column)
             : multiply_dots_block<1, 1>(job, row, column);
      row += tall ? kDotRows : 1;
    }
    column += wide;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(add_column_sums_simd);
HWY_EXPORT(multiply_row_simd);
HWY_EXPORT(multiply_dots_simd);

void add_column_sums(std::size_t rows, int columns, const float* values, float* sums) {
  HWY_DYNAMIC_DISPATCH(add_column_sums_simd)(rows, columns, values, sums);
}
void multiply_row(int in, int out, const float* x, const float* weights, const float* bias, float* y) {
  HWY_DYNAMIC_DISPATCH(multiply_row_simd)(in, out, x, weights, bias, y);
}
void multiply_dots(const TileJob& job) { HWY_DYNAMIC_DISPATCH(multiply_dots_simd)(job); }

}  // namespace convlens::kernels
#endif
