#pragma once
#include <cstddef>

#include "core/kernels/tiles.h"

/// Products that do not fit tiles.h: a single row, weights that lie the other way round, and sums of rows.
namespace convlens::kernels {

/// sums[o] += sum over rows of values[row * columns + o], rows in order.
void add_column_sums(std::size_t rows, int columns, const float* values, float* sums);

/// y = x W + b for one sample: `out` columns of weights whose rows are row_step floats apart. Bit by bit what
/// multiply_tiles gives; but a row of weights is read 8 vectors at a time, or, in large matrices, from one
/// end to the other, so that a single sample runs at the speed of memory (8 chains hide the latency, too). Rows
/// whose x is 0 are not read at all: behind a ReLU that is half of the memory, or more.
void multiply_row(int in, int row_step, int out, const float* x, const float* weights, const float* bias,
                  float* y);

/// The same sums as multiply_tiles where B lies transposed: column o of run r begins at r.b + o b_step, and t
/// runs along it. For weights that cannot be transposed cheaply and for so few columns that they would fill
/// no vector. Bias, accumulate, a_step and b_block_step do not count. Summed lane by lane, then over the
/// lanes: the same value for any number of rows. A column is read once for all rows.
void multiply_dots(const TileJob& job);

}  // namespace convlens::kernels
