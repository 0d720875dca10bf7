#include "core/kernels/sparse_sum.h"

#include <algorithm>

#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/sparse_sum.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

constexpr bool kManyRegisters = HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_NEON;
/// Sums in registers: room is left for the value, and on machines without multiply-adds from memory for B.
constexpr int kMostSums = kManyRegisters ? 25 : 12;
constexpr int kFewestSums = 8;
constexpr int kMostVectors = 12;
constexpr int kMostRows = 5;
/// A first-level cache has 32 or 48 KiB.
constexpr std::ptrdiff_t kCacheBytes = 32 * 1024;

/// R rows from `row`, V vectors from `vector`, of every window.
template <int R, int V>
void add_block(const SparseSumJob& job, int row, int vector) {
  const FloatTag d;
  const std::ptrdiff_t c_step = job.c_step, part = vector * static_cast<std::ptrdiff_t>(kLanes);
  float* const c_part = job.c + row * c_step + part;
  const float* b[R];
#pragma GCC unroll 12
  for (int r = 0; r < R; ++r) b[r] = job.b + (row + r) * job.b_step + part;
  const std::int32_t* const offsets = job.offsets;
  const float* const values = job.values;
  for (int k = 0; k < job.windows; ++k) {
    const std::ptrdiff_t end = job.last[k];
    std::ptrdiff_t j = job.first[k];
    if (j == end) continue;
    float* const c = c_part + job.c_windows[k];
    FloatVector sum[R][V];
#pragma GCC unroll 12
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 12
      for (int v = 0; v < V; ++v) sum[r][v] = hn::LoadU(d, c + r * c_step + v * kLanes);
    do {
      const FloatVector value = hn::Set(d, values[j]);
      const std::ptrdiff_t offset = offsets[j];
#pragma GCC unroll 12
      for (int r = 0; r < R; ++r)
#pragma GCC unroll 12
        for (int v = 0; v < V; ++v)
          sum[r][v] = hn::MulAdd(value, hn::LoadU(d, b[r] + offset + v * kLanes), sum[r][v]);
    } while (++j != end);
#pragma GCC unroll 12
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 12
      for (int v = 0; v < V; ++v) hn::StoreU(sum[r][v], d, c + r * c_step + v * kLanes);
  }
}

template <int R, int V = 1>
void add_vectors(const SparseSumJob& job, int row, int vector, int vectors) {
  if constexpr (V < kMostVectors && R * (V + 1) <= kMostSums)
    if (vectors > V) return add_vectors<R, V + 1>(job, row, vector, vectors);
  add_block<R, V>(job, row, vector);
}

template <int R = 1>
void add_part(const SparseSumJob& job, int row, int rows, int vector, int vectors) {
  if constexpr (R < kMostRows)
    if (rows > R) return add_part<R + 1>(job, row, rows, vector, vectors);
  add_vectors<R>(job, row, vector, vectors);
}

/// How many rows (of `vectors` vectors) a block has.
int rows_of_block(const SparseSumJob& job, int vectors) {
  const std::ptrdiff_t row_bytes =
      static_cast<std::ptrdiff_t>(sizeof(float) * kLanes) * vectors * std::max(1, job.b_places);
  const int fitting = static_cast<int>(kCacheBytes / row_bytes);
  const int enough = (kFewestSums + vectors - 1) / vectors;
  const int most = std::min({job.rows, kMostRows, kMostSums / vectors, std::max(fitting, enough)});
  const int blocks = (job.rows + most - 1) / most;
  return (job.rows + blocks - 1) / blocks;
}

/// A window further right or below meets an element of C further left or above in the window. So parts are
/// done from right to left and from below upwards; from right to left only within one row of windows.
void add_all(const SparseSumJob& job, int vectors, int most_vectors) {
  const int blocks = (vectors + most_vectors - 1) / most_vectors;
  const int step = rows_of_block(job, (vectors + blocks - 1) / blocks);
  for (int end = job.rows; end > 0; end -= step) {
    const int row = std::max(0, end - step);
    for (int i = blocks - 1; i >= 0; --i) {
      const int first = vectors * i / blocks, last = vectors * (i + 1) / blocks;
      add_part(job, row, end - row, first, last - first);
    }
  }
}

}  // namespace

void add_sparse_sums_simd(const SparseSumJob& job) {
  constexpr int kLane = static_cast<int>(kLanes);
  const int vectors = (job.length + kLane - 1) / kLane;
  if (vectors <= kMostVectors && job.windows_per_row > 0) return add_all(job, vectors, vectors);
  // With 5 rows there is room for fewer vectors, but each value serves more multiply-adds.
  const int most = std::min(kMostVectors, std::max(1, kMostSums / std::min(job.rows, kMostRows)));
  if (job.windows_per_row == 0) return add_all(job, vectors, most);
  SparseSumJob row = job;
  for (int k = 0; k < job.windows; k += job.windows_per_row) {
    row.windows = std::min(job.windows_per_row, job.windows - k);
    add_all(row, vectors, most);
    row.c_windows += row.windows;
    row.first += row.windows;
    row.last += row.windows;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(add_sparse_sums_simd);

void add_sparse_sums(const SparseSumJob& job) { HWY_DYNAMIC_DISPATCH(add_sparse_sums_simd)(job); }

}  // namespace convlens::kernels
#endif
