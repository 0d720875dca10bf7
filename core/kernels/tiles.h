#pragma once
#include <cstddef>
#include <cstdint>

/// The one loop nest behind every convolution and dense layer, forward and backward.
namespace convlens::kernels {

/// One stretch of the sum: the offset (in floats) added to every row of A, and where B's rows for it begin.
struct TileRun {
  std::ptrdiff_t a = 0;
  const float* b = nullptr;
};

/// C[p, o] = start + sum over runs r and t in [0, run_length) of
///           a[a_rows[p] + r.a + t a_step] * b[block(o) b_block_step + r.b + t b_step + o mod
///           block_columns()]
/// for p in [0, rows), o in [0, columns); C[p, o] lies at c[c_rows[p] + o]; start is C itself (accumulate),
/// the bias, or 0. Every element is one chain of multiply-adds in the order of the runs: its value depends
/// neither on the other rows, nor on where in a block it lies, nor on the number of rows.
///
/// Blocking (tiles.cpp): P rows x V vectors of columns stay in registers. A step of t loads V vectors of B
/// and broadcasts P values of A for P V multiply-adds. Two multiply-adds and two loads a cycle are possible,
/// and a multiply-add takes four cycles; so P V >= P + V (loads do not limit) and P V >= 8 (latency does
/// not), and P V + V + 1 registers must exist. With 16 registers 6 x 2 uses 15 (8 loads for 12), with 32
/// registers 6 x 4 uses 29 (10 loads for 24). P stays below 9 because every row needs a pointer in one of
/// about 12 free general registers: 14 x 2 would reload pointers.
struct TileJob {
  const float* a = nullptr;
  const std::int32_t* a_rows = nullptr;
  std::ptrdiff_t a_step = 1;
  /// Whole vectors of B are read: where columns is no multiple of vector_lanes(), up to vector_lanes() - 1
  /// floats behind a row must be readable; what they are does not matter.
  std::ptrdiff_t b_step = 0, b_block_step = 0;
  float* c = nullptr;
  const std::int32_t* c_rows = nullptr;
  const float* bias = nullptr;
  bool accumulate = false;
  /// The rows of C follow one another without gaps, and C is written in one go: then whole vectors are stored
  /// where columns fill none, as the next row overwrites what was too much. (Of 6 columns a partial store
  /// takes three pieces and as long as 20 products.)
  bool rows_follow = false;
  /// B comes from memory (and is one run): while the rows pass over one block of columns, the next one is asked
  /// for. (A dense layer of 9216 x 4096 and 63 samples: 62 % of the peak without, 76 % with it.)
  bool ask_ahead = false;
  const TileRun* runs = nullptr;
  int run_count = 0, run_length = 0;
  int rows = 0, columns = 0;
};

void multiply_tiles(const TileJob& job);

/// Floats in a vector of the instruction set in use.
int vector_lanes();
/// Columns in a block of B: a few vectors.
int block_columns();

}  // namespace convlens::kernels
