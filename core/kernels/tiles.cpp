#include "core/kernels/tiles.h"

#include <algorithm>

#include "core/kernels/simd_targets.h"
#include "hwy/cache_control.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/tiles.cpp"
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
/// Vectors of columns and rows of the largest register block; tiles.h says why.
constexpr int kMostVectors = kManyRegisters ? 4 : 2;
constexpr int most_rows(int vectors) { return vectors == 1 || (kManyRegisters && vectors < 4) ? 8 : 6; }
/// Blocks of one or two rows less are used where they divide the rows better: of the 16 rows of a quarter of
/// a batch, blocks of 6 would compute 18.
constexpr int kRowChoices = 3;
/// From so many steps on, and more rows than a few blocks have, pieces of about kPieceSteps.
constexpr int kMostSteps = 768, kPieceSteps = 512, kFewRows = 16;
constexpr int kBlockColumns = kMostVectors * static_cast<int>(kLanes);

/// One register block: P rows from `a_rows`, V vectors of columns from `column`, of which `columns` are
/// stored.
template <int P, int V>
void multiply_block(const TileJob& job, const std::int32_t* a_rows, const std::int32_t* c_rows, int column,
                    int columns) {
  const FloatTag d;
  const std::size_t last = static_cast<std::size_t>(columns) - (V - 1) * kLanes;
  const std::ptrdiff_t block = column / kBlockColumns * job.b_block_step;
  const float* a[P];
  FloatVector sum[P][V];
#pragma GCC unroll 4
  for (int v = 0; v < V; ++v) {
    const std::size_t o = column + v * kLanes;
    const FloatVector start = job.bias == nullptr ? hn::Zero(d)
                              : v + 1 < V         ? hn::LoadU(d, job.bias + o)
                                                  : load_partial(job.bias + o, last);
#pragma GCC unroll 8
    for (int p = 0; p < P; ++p) sum[p][v] = start;
  }
#pragma GCC unroll 8
  for (int p = 0; p < P; ++p) {
    a[p] = job.a + a_rows[p];
    if (!job.accumulate) continue;
    const float* c = job.c + c_rows[p] + column;
#pragma GCC unroll 4
    for (int v = 0; v < V; ++v)
      sum[p][v] = v + 1 < V ? hn::LoadU(d, c + v * kLanes) : load_partial(c + v * kLanes, last);
  }
  const std::ptrdiff_t a_step = job.a_step, b_step = job.b_step;
  const TileRun* const runs_end = job.runs + job.run_count;
  for (const TileRun* run = job.runs; run != runs_end; ++run) {
    const float* row = run->b + block;
    std::ptrdiff_t i = run->a;
    for (int t = job.run_length; t > 0; --t) {
      FloatVector w[V];
#pragma GCC unroll 4
      for (int v = 0; v < V; ++v) w[v] = hn::LoadU(d, row + v * kLanes);
#pragma GCC unroll 8
      for (int p = 0; p < P; ++p) {
        const FloatVector x = hn::Set(d, a[p][i]);
#pragma GCC unroll 4
        for (int v = 0; v < V; ++v) sum[p][v] = hn::MulAdd(x, w[v], sum[p][v]);
      }
      row += b_step;
      i += a_step;
      // Keeps the one shared index: GCC would rather advance P pointers, and 8 of them cost as much as the
      // products.
      asm("" : "+r"(i));
    }
  }
  // Up to here whole vectors may be stored in the end.
  const std::ptrdiff_t whole_until =
      job.rows_follow && job.columns <= kBlockColumns ? job.c_rows[job.rows - 1] + job.columns : 0;
#pragma GCC unroll 8
  for (int p = 0; p < P; ++p) {
    float* c = job.c + c_rows[p] + column;
#pragma GCC unroll 4
    for (int v = 0; v < V; ++v)
      if (v + 1 < V || c_rows[p] + static_cast<std::ptrdiff_t>(V * kLanes) <= whole_until)
        hn::StoreU(sum[p][v], d, c + v * kLanes);
      else
        store_partial(sum[p][v], c + v * kLanes, last);
  }
}

/// The lines of the next block of columns, a few after each block of rows: all at once would wait for one
/// another.
class AskAhead {
 public:
  AskAhead(const TileJob& job, int column, int row_blocks) {
    const int next = column + kBlockColumns;
    if (!job.ask_ahead || next >= job.columns || row_blocks == 0) return;
    row_ = job.runs->b + next / kBlockColumns * job.b_block_step;
    step_ = job.b_step;
    floats_ = std::min(kBlockColumns, job.columns - next);
    left_ = job.run_length;
    share_ = (left_ + row_blocks - 1) / row_blocks;
  }
  void some() {
    for (int i = std::min(share_, left_); i > 0; --i, --left_, row_ += step_)
      for (int o = 0; o < floats_; o += kLineFloats) hwy::Prefetch(row_ + o);
  }

 private:
  static constexpr int kLineFloats = 16;
  const float* row_ = nullptr;
  std::ptrdiff_t step_ = 0;
  int floats_ = 0, left_ = 0, share_ = 0;
};

/// All rows of one block of columns. The last block of rows moves back over rows that are done: they get the
/// same value again, which is cheaper than a kernel for every remainder. Not so when C accumulates: there,
/// and where there are fewer rows than P, the spare rows write to a bin.
template <int P, int V>
void multiply_rows(const TileJob& job, int column, int columns) {
  const int whole = job.rows / P * P;
  AskAhead ahead(job, column, job.rows / P);
  for (int p = 0; p < whole; p += P) {
    multiply_block<P, V>(job, job.a_rows + p, job.c_rows + p, column, columns);
    ahead.some();
  }
  if (whole == job.rows) return;
  if (!job.accumulate && job.rows >= P) {
    const int first = job.rows - P;
    return multiply_block<P, V>(job, job.a_rows + first, job.c_rows + first, column, columns);
  }
  TileJob rest = job;
  alignas(64) float bin[P * kBlockColumns];
  std::int32_t a_rows[P], c_rows[P];
  const int count = job.rows - whole;
  for (int p = 0; p < P; ++p) {
    a_rows[p] = job.a_rows[whole + std::min(p, count - 1)];
    c_rows[p] = p * kBlockColumns - column;
  }
  for (int p = 0; p < P; ++p)
    for (int o = 0; o < columns; ++o)
      bin[p * kBlockColumns + o] =
          job.accumulate && p < count ? job.c[job.c_rows[whole + p] + column + o] : 0.0f;
  rest.c = bin;
  rest.rows_follow = false;
  multiply_block<P, V>(rest, a_rows, c_rows, column, columns);
  for (int p = 0; p < count; ++p)
    for (int o = 0; o < columns; ++o) job.c[job.c_rows[whole + p] + column + o] = bin[p * kBlockColumns + o];
}

/// Rows that blocks of P compute for `rows`.
constexpr int computed(int rows, int p) { return (rows + p - 1) / p * p; }

template <int V>
void multiply_columns(const TileJob& job, int column, int columns) {
  constexpr int most = most_rows(V);
  int best = most;
  for (int p = most - 1; p > most - kRowChoices; --p)
    if (computed(job.rows, p) < computed(job.rows, best)) best = p;
  if (best == most) return multiply_rows<most, V>(job, column, columns);
  if (best == most - 1) return multiply_rows<most - 1, V>(job, column, columns);
  multiply_rows<most - 2, V>(job, column, columns);
}

void multiply_column_block(const TileJob& job, int column, int columns) {
  const int vectors = (columns + static_cast<int>(kLanes) - 1) / static_cast<int>(kLanes);
  if (vectors == 1) multiply_columns<1>(job, column, columns);
  if (vectors == 2) multiply_columns<2>(job, column, columns);
  if constexpr (kMostVectors >= 4) {
    if (vectors == 3) multiply_columns<3>(job, column, columns);
    if (vectors == 4) multiply_columns<4>(job, column, columns);
  }
}

/// A block of columns whose B leaves the second-level cache while the rows pass: all rows go over a few
/// hundred steps at a time. (Every block of rows reads all of B, 256 bytes in 12 cycles, which the third
/// level does not give; that the sums wait in C in between costs one step in 40.)
void multiply_in_pieces(const TileJob& job, int column, int columns) {
  TileJob part = job;
  part.run_count = 1;
  part.rows_follow = false;
  for (int r = 0; r < job.run_count; ++r) {
    const int pieces = (job.run_length + kPieceSteps - 1) / kPieceSteps;
    for (int i = 0; i < pieces; ++i) {
      const int first = job.run_length * i / pieces, end = job.run_length * (i + 1) / pieces;
      const TileRun run{job.runs[r].a + first * job.a_step, job.runs[r].b + first * job.b_step};
      part.runs = &run;
      part.run_length = end - first;
      multiply_column_block(part, column, columns);
      part.accumulate = true;
    }
  }
}

}  // namespace

void multiply_tiles_simd(const TileJob& job) {
  if (job.rows <= 0) return;
  const int steps = job.run_count * job.run_length;
  for (int column = 0; column < job.columns; column += kBlockColumns) {
    const int columns = std::min(kBlockColumns, job.columns - column);
    // Who accumulates has cut the sum into pieces already.
    const bool large = steps > kMostSteps && job.rows > kFewRows && !job.accumulate;
    (large ? multiply_in_pieces : multiply_column_block)(job, column, columns);
  }
}

int vector_lanes_simd() { return static_cast<int>(kLanes); }
int block_columns_simd() { return kBlockColumns; }

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(multiply_tiles_simd);
HWY_EXPORT(vector_lanes_simd);
HWY_EXPORT(block_columns_simd);

void multiply_tiles(const TileJob& job) { HWY_DYNAMIC_DISPATCH(multiply_tiles_simd)(job); }
int vector_lanes() { return HWY_DYNAMIC_DISPATCH(vector_lanes_simd)(); }
int block_columns() { return HWY_DYNAMIC_DISPATCH(block_columns_simd)(); }

}  // namespace convlens::kernels
#endif
