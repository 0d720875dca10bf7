#include "core/kernels/pack.h"

#include <algorithm>

#include "core/kernels/tiles.h"

namespace convlens::kernels {

std::size_t packed_size(int rows, int columns) {
  const int width = block_columns();
  return static_cast<std::size_t>(rows) * ((columns + width - 1) / width) * width;
}

void pack_columns(int rows, int columns, const float* from, std::ptrdiff_t row_step, float* packed) {
  const int width = block_columns();
  for (int first = 0; first < columns; first += width) {
    const int count = std::min(width, columns - first);
    for (int r = 0; r < rows; ++r, packed += width) {
      const float* row = from + r * row_step + first;
      for (int o = 0; o < count; ++o) packed[o] = row[o];
      for (int o = count; o < width; ++o) packed[o] = 0;
    }
  }
}

void pack_transposed(int all_rows, int first_row, int rows, int columns, const float* from,
                     std::ptrdiff_t column_step, float* packed) {
  const int width = block_columns();
  for (int first = 0; first < columns; first += width) {
    float* block = packed + (static_cast<std::ptrdiff_t>(first) * all_rows) +
                   static_cast<std::ptrdiff_t>(first_row) * width;
    const int count = std::min(width, columns - first);
    for (int r = 0; r < rows; ++r) {
      const float* row = from + first * column_step + r;
      for (int o = 0; o < count; ++o) block[r * width + o] = row[o * column_step];
      for (int o = count; o < width; ++o) block[r * width + o] = 0;
    }
  }
}

}  // namespace convlens::kernels
