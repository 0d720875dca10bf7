#include "core/kernels/rows.h"

#include <algorithm>
#include <cstring>

#include "core/kernels/nonzeros.h"
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
/// Larger matrices (1 MiB) come from memory: a block of 8 vectors of each of their long rows would be a page
/// or so from the next, where no prefetcher follows. So they are read row by row, a few rows at once.
constexpr std::ptrdiff_t kCachedWeights = std::ptrdiff_t{1} << 18;
constexpr int kStreamedRows = 8;
/// Rows of A and columns of B whose products stay in registers: with 16 of them 4 x 3 sums, 3 vectors of B
/// and one of A. On AVX-512 4 x 4, whose 16 vectors of 16 lanes are summed together.
constexpr int kDotRows = 4, kDotColumns = HWY_TARGET == HWY_AVX3 ? 4 : 3;

/// The values of x that are not 0, and where in the weights their rows begin.
struct RowTerms {
  int count;
  const float* values;
  const std::int32_t* rows;
};

/// V vectors of outputs, the last with `last` lanes.
template <int V>
void multiply_row_block(int in, int row_step, const RowTerms& x, const float* w, const float* bias, float* y,
                        int last) {
  const FloatTag d;
  constexpr int kLast = (V - 1) * kLaneCount;
  FloatVector sum[V];
#pragma GCC unroll 8
  for (int v = 0; v + 1 < V; ++v)
    sum[v] = bias != nullptr ? hn::LoadU(d, bias + v * kLaneCount) : hn::Zero(d);
  sum[V - 1] = bias != nullptr ? load_partial(bias + kLast, last) : hn::Zero(d);
  // Only the last rows' vectors would reach beyond the matrix.
  const std::ptrdiff_t safe =
      std::ptrdiff_t{std::max(0, in - (kLaneCount - last + row_step - 1) / row_step)} * row_step;
  int i = 0;
  for (; i < x.count && x.rows[i] < safe; ++i) {
    const FloatVector value = hn::Set(d, x.values[i]);
    const float* row = w + x.rows[i];
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) sum[v] = hn::MulAdd(value, hn::LoadU(d, row + v * kLaneCount), sum[v]);
  }
  for (; i < x.count; ++i) {
    const FloatVector value = hn::Set(d, x.values[i]);
    const float* row = w + x.rows[i];
#pragma GCC unroll 8
    for (int v = 0; v + 1 < V; ++v) sum[v] = hn::MulAdd(value, hn::LoadU(d, row + v * kLaneCount), sum[v]);
    sum[V - 1] = hn::MulAdd(value, load_partial(row + kLast, last), sum[V - 1]);
  }
#pragma GCC unroll 8
  for (int v = 0; v + 1 < V; ++v) hn::StoreU(sum[v], d, y + v * kLaneCount);
  store_partial(sum[V - 1], y + kLast, last);
}

template <int V = kRowVectors>
void multiply_row_vectors(int in, int row_step, const RowTerms& x, const float* w, const float* bias,
                          float* y, int columns) {
  if constexpr (V > 1)
    if (columns <= (V - 1) * kLaneCount)
      return multiply_row_vectors<V - 1>(in, row_step, x, w, bias, y, columns);
  multiply_row_block<V>(in, row_step, x, w, bias, y, columns - (V - 1) * kLaneCount);
}

/// Adds a few inputs' products to all of y: their rows of weights are read from one end to the other.
template <int R>
void add_rows(int out, const float* values, const std::int32_t* rows, const float* weights, float* y) {
  const FloatTag d;
  FloatVector value[R];
  const float* row[R];
#pragma GCC unroll 8
  for (int r = 0; r < R; ++r) {
    value[r] = hn::Set(d, values[r]);
    row[r] = weights + rows[r];
  }
  const auto add = [&](int o, int count) {
    FloatVector sum = load_partial(y + o, count);
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) sum = hn::MulAdd(value[r], load_partial(row[r] + o, count), sum);
    store_partial(sum, y + o, count);
  };
  int o = 0;
  for (; o + kLaneCount <= out; o += kLaneCount) add(o, kLaneCount);
  if (o < out) add(o, out - o);
}

#if HWY_TARGET == HWY_AVX3
/// The sums of the lanes of 16 vectors, sum[p][q] in lane 4 p + q: halves are added to halves, as SumOfLanes
/// does it (lane i to i + 8, then i + 4, i + 2, i + 1: the same bits), but always for two vectors at once: 45
/// instructions instead of 128.
HWY_INLINE FloatVector sum_lanes(const FloatVector (&sum)[4][4]) {
  const auto halves = [](FloatVector a, FloatVector b) {
    return _mm512_add_ps(_mm512_shuffle_f32x4(a.raw, b.raw, _MM_SHUFFLE(1, 0, 1, 0)),
                         _mm512_shuffle_f32x4(a.raw, b.raw, _MM_SHUFFLE(3, 2, 3, 2)));
  };
  const auto blocks = [](__m512 a, __m512 b) {
    return _mm512_add_ps(_mm512_shuffle_f32x4(a, b, _MM_SHUFFLE(2, 0, 2, 0)),
                         _mm512_shuffle_f32x4(a, b, _MM_SHUFFLE(3, 1, 3, 1)));
  };
  __m512 of_column[4];
#pragma GCC unroll 4
  for (int q = 0; q < 4; ++q)
    of_column[q] = blocks(halves(sum[0][q], sum[1][q]), halves(sum[2][q], sum[3][q]));
  const auto pairs = [](__m512 a, __m512 b) {
    return _mm512_add_ps(_mm512_shuffle_ps(a, b, _MM_SHUFFLE(1, 0, 1, 0)),
                         _mm512_shuffle_ps(a, b, _MM_SHUFFLE(3, 2, 3, 2)));
  };
  const __m512 left = pairs(of_column[0], of_column[1]), right = pairs(of_column[2], of_column[3]);
  return FloatVector{_mm512_add_ps(_mm512_shuffle_ps(left, right, _MM_SHUFFLE(2, 0, 2, 0)),
                                   _mm512_shuffle_ps(left, right, _MM_SHUFFLE(3, 1, 3, 1)))};
}
#endif

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
#if HWY_TARGET == HWY_AVX3
  if constexpr (P == 4 && Q == 4) {
    alignas(64) float sums[P * Q];
    hn::Store(sum_lanes(sum), d, sums);
    for (int p = 0; p < P; ++p)
      std::memcpy(job.c + job.c_rows[row + p] + column, sums + p * Q, Q * sizeof(float));
    return;
  }
#endif
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

void multiply_row_simd(int in, int row_step, int out, int count, const float* values,
                       const std::int32_t* rows, const float* weights, const float* bias, float* y) {
  constexpr int kBlock = kRowVectors * kLaneCount;
  const std::ptrdiff_t step = row_step;
  if (out > kBlock && in * step > kCachedWeights) {
    for (int o = 0; o < out; ++o) y[o] = bias != nullptr ? bias[o] : 0.0f;
    int i = 0;
    for (; i + kStreamedRows <= count; i += kStreamedRows)
      add_rows<kStreamedRows>(out, values + i, rows + i, weights, y);
    for (; i < count; ++i) add_rows<1>(out, values + i, rows + i, weights, y);
    return;
  }
  for (int o = 0; o < out; o += kBlock)
    multiply_row_vectors(in, row_step, {count, values, rows}, weights + o,
                         bias != nullptr ? bias + o : nullptr, y + o, std::min(kBlock, out - o));
}

void multiply_dots_simd(const TileJob& job) {
  for (int column = 0; column < job.columns;) {
    const int wide = std::min(kDotColumns, job.columns - column);
    for (int row = 0; row < job.rows;) {
      const bool tall = row + kDotRows <= job.rows;
      if (wide == kDotColumns)
        tall ? multiply_dots_block<kDotRows, kDotColumns>(job, row, column)
             : multiply_dots_block<1, kDotColumns>(job, row, column);
      if (kDotColumns > 3 && wide == 3)
        tall ? multiply_dots_block<kDotRows, 3>(job, row, column)
             : multiply_dots_block<1, 3>(job, row, column);
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
void multiply_row(int in, int row_step, int out, const float* x, const float* weights, const float* bias,
                  float* y) {
  thread_local NonzeroList list;
  list_nonzeros(1, in, row_step, x, list);
  HWY_DYNAMIC_DISPATCH(multiply_row_simd)
  (in, row_step, out, list.begin[1], list.values.data(), list.offsets.data(), weights, bias, y);
}
void multiply_dots(const TileJob& job) { HWY_DYNAMIC_DISPATCH(multiply_dots_simd)(job); }

}  // namespace convlens::kernels
#endif
