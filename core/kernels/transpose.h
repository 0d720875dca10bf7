#pragma once

namespace convlens::kernels {

/// to (columns, rows) = the transpose of from (rows, columns): pixels x channels in the order of files and
/// figures, and back.
void transpose(int rows, int columns, const float* from, float* to);
void transpose(int rows, int columns, const double* from, double* to);

}  // namespace convlens::kernels
