#pragma once
#include <cstddef>

namespace convlens::kernels {

/// Floats that `rows` rows of `columns` columns take when packed for tiles.h.
std::size_t packed_size(int rows, int columns);

/// Packs a matrix, row `r` at from + r * row_step, columns contiguous, into blocks of block_columns()
/// columns: one block's rows follow each other (b_step = block_columns(), b_block_step = rows *
/// block_columns()), padded with zeros. So a register block reads its part of the weights as one stream, and
/// its 16 columns of 256-byte rows do not fight for a quarter of the first-level cache's sets.
void pack_columns(int rows, int columns, const float* from, std::ptrdiff_t row_step, float* packed);

/// The same for a matrix that lies transposed: element (r, o) at from + o * column_step + r. Writes rows
/// [first_row, first_row + rows) of a packed matrix of `all_rows` rows.
void pack_transposed(int all_rows, int first_row, int rows, int columns, const float* from,
                     std::ptrdiff_t column_step, float* packed);

}  // namespace convlens::kernels
