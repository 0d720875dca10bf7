#pragma once
#include <cstddef>
#include <cstdint>

/// The one loop nest behind every convolution that skips zeros.
namespace convlens::kernels {

/// Windows of C, each with its own list of terms: for window k, r in [0, rows), t in [0, length):
///   C[c_windows[k] + r c_step + t] += sum over j in [first[k], last[k]) of
///                                     values[j] * B[offsets[j] + r b_step + t]
/// Windows may overlap, where they lie in rows of windows_per_row from left to right and the rows lie below
/// each other (as the windows of a convolution do): then every element of C is one chain of multiply-adds,
/// window after window. That is the chain that tiles.h makes, without its zero terms: both give the same
/// bits.
///
/// Whole vectors are read and written: length is rounded up to vector_lanes(). Behind each row of B there
/// must be as many readable floats; they are zeros, unless what lies behind the rows of C does not matter.
///
/// Blocking (sparse_sum.cpp): a part of a window, R rows x V vectors, stays in registers while its terms
/// pass. A term is R V multiply-adds that each load their vector of B, one broadcast and one offset. Two
/// loads and two multiply-adds a cycle are possible, so 5 x 5 (27 loads) runs at 93 % of the peak and 3 x 3
/// at 82 %; below 8 sums the latency of a multiply-add (4 cycles) limits. What the terms find in B under one
/// block must stay in the first-level cache.
struct SparseSumJob {
  float* c = nullptr;
  std::ptrdiff_t c_step = 0;
  const std::int32_t* c_windows = nullptr;
  const float* b = nullptr;
  std::ptrdiff_t b_step = 0;
  /// How many different places of B the offsets name, as far as they do not overlap; decides the blocking
  /// only.
  int b_places = 1;
  const std::int32_t *first = nullptr, *last = nullptr;
  const std::int32_t* offsets = nullptr;
  const float* values = nullptr;
  int windows = 0, rows = 0, length = 0;
  int windows_per_row = 0;  ///< 0: no two windows overlap
};

void add_sparse_sums(const SparseSumJob& job);

}  // namespace convlens::kernels
