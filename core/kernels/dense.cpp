#include "core/kernels/dense.h"

#include <algorithm>
#include <vector>

#include "core/kernels/dense_sparse.h"
#include "core/kernels/nonzeros.h"
#include "core/kernels/reference_dense.h"
#include "core/kernels/rows.h"
#include "core/kernels/tiles.h"
#include "core/tensor/tensor.h"

namespace convlens::kernels {
namespace {

/// Forward: so many rows of weights stay in the first-level cache while all samples pass over a block of
/// columns; loading and storing the sums in between is one step in 32 of that.
constexpr int kForwardDepth = 64;
/// Larger weights (1 MiB) come from memory.
constexpr std::ptrdiff_t kCachedWeights = std::ptrdiff_t{1} << 18;
/// Gradient of the weights: so many of its rows are finished, over all columns, before the next, as it is
/// larger than the caches and should be read and written in order.
constexpr int kGradientRows = 48;

struct DenseScratch {
  AlignedVector<float> last_rows;
  std::vector<std::int32_t> a_rows, c_rows;
};

void fill_rows(std::vector<std::int32_t>& rows, int count, int step) {
  rows.resize(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) rows[static_cast<std::size_t>(i)] = i * step;
}

/// B, in place. It is read in whole vectors, beyond the ends of its rows and so beyond its last row: the last
/// rows are copied to where there is room behind them.
class DenseColumns {
 public:
  DenseColumns(int rows, int columns, const float* b, AlignedVector<float>& scratch)
      : b_(b), columns_(columns) {
    const int beyond = (vector_lanes() - columns % vector_lanes()) % vector_lanes();
    safe_ = std::max(0, rows - (beyond + columns - 1) / columns);
    const std::size_t size = static_cast<std::size_t>(rows - safe_) * columns;
    if (size == 0) return;
    if (scratch.size() < size + vector_lanes()) scratch.resize(size + vector_lanes());
    std::copy_n(b + static_cast<std::ptrdiff_t>(safe_) * columns, size, scratch.data());
    copy_ = scratch.data();
  }

  /// Sums over rows [first, first + depth) of B; job.a stands at row `first`. Afterwards job accumulates.
  void multiply(TileJob& job, int first, int depth) const {
    const int in_place = std::clamp(safe_ - first, 0, depth);
    multiply(job, {0, b_ + static_cast<std::ptrdiff_t>(first) * columns_}, in_place);
    if (in_place == depth) return;
    const std::ptrdiff_t copied_row = first + in_place - safe_;
    multiply(job, {in_place * job.a_step, copy_ + copied_row * columns_}, depth - in_place);
  }

 private:
  void multiply(TileJob& job, const TileRun& run, int length) const {
    if (length == 0) return;
    job.runs = &run;
    job.run_count = 1;
    job.run_length = length;
    job.columns = columns_;
    job.b_step = columns_;
    job.b_block_step = block_columns();
    multiply_tiles(job);
    job.accumulate = true;
  }

  const float* b_;
  const float* copy_ = nullptr;
  int columns_, safe_;
};

/// Whether it is faster to skip the zeros of `columns` inputs of each sample, from x on.
bool skips_zeros(int batch, int in, int out, int columns, const float* x) {
  if (!sparse::suits_dense(in, out)) return false;
  std::size_t nonzeros = 0;
  for (int n = 0; n < batch; ++n)
    nonzeros += estimate_nonzeros(static_cast<std::size_t>(columns), x + std::ptrdiff_t{n} * in);
  return sparse::pays_dense(nonzeros, static_cast<std::size_t>(batch) * columns);
}

}  // namespace

void dense_forward(int batch, int in, int out, const float* x, const float* weights, const float* bias,
                   float* y) {
  if (batch == 1) return dense_forward_outputs(in, out, 0, out, x, weights, bias, y);
  if (skips_zeros(batch, in, out, in, x)) return sparse::dense_forward(batch, in, out, x, weights, bias, y);
  thread_local DenseScratch s;
  fill_rows(s.a_rows, batch, in);
  fill_rows(s.c_rows, batch, out);
  TileJob job;
  job.a_rows = s.a_rows.data();
  job.c_rows = s.c_rows.data();
  job.rows = batch;
  const DenseColumns columns(in, out, weights, s.last_rows);
  job.c = y;
  job.bias = bias;
  job.ask_ahead = static_cast<std::ptrdiff_t>(in) * out > kCachedWeights;
  for (int first = 0; first < in; first += kForwardDepth) {
    job.a = x + first;
    columns.multiply(job, first, std::min(kForwardDepth, in - first));
  }
}

void dense_forward_outputs(int in, int out, int first, int count, const float* x, const float* weights,
                           const float* bias, float* y) {
  multiply_row(in, out, count, x, weights + first, bias != nullptr ? bias + first : nullptr, y);
}

void dense_backward_data(int batch, int in, int out, const float* dy, const float* weights, float* dx,
                         const float* rectified) {
  if (rectified != nullptr && skips_zeros(batch, in, out, in, rectified))
    return sparse::dense_backward_data(batch, in, out, rectified, dy, weights, dx);
  thread_local DenseScratch s;
  fill_rows(s.a_rows, batch, out);
  fill_rows(s.c_rows, batch, in);
  const TileRun run{0, weights};
  TileJob job;
  job.a = dy;
  job.a_rows = s.a_rows.data();
  job.b_step = out;
  job.c = dx;
  job.c_rows = s.c_rows.data();
  job.runs = &run;
  job.run_count = 1;
  job.run_length = out;
  job.rows = batch;
  job.columns = in;
  multiply_dots(job);
}

void dense_backward_weights(int batch, int in, int out, int first, int rows, const float* x, const float* dy,
                            float* dweights) {
  if (skips_zeros(batch, in, out, rows, x + first))
    return sparse::dense_backward_weights(batch, in, out, first, rows, x, dy, dweights);
  thread_local DenseScratch s;
  fill_rows(s.a_rows, std::min(rows, kGradientRows), 1);
  fill_rows(s.c_rows, std::min(rows, kGradientRows), out);
  const DenseColumns columns(batch, out, dy, s.last_rows);
  TileJob job;
  job.a_rows = s.a_rows.data();
  job.a_step = in;
  job.c_rows = s.c_rows.data();
  job.accumulate = true;
  for (int row = 0; row < rows; row += kGradientRows) {
    job.a = x + first + row;
    job.c = dweights + static_cast<std::ptrdiff_t>(row) * out;
    job.rows = std::min(kGradientRows, rows - row);
    columns.multiply(job, 0, batch);
  }
}

void dense_backward_bias(int batch, int out, const float* dy, float* dbias) {
  add_column_sums(static_cast<std::size_t>(batch), out, dy, dbias);
}

void dense_forward(int batch, int in, int out, const double* x, const double* weights, const double* bias,
                   double* y) {
  reference::dense_forward(batch, in, out, x, weights, bias, y);
}

void dense_forward_outputs(int in, int out, int first, int count, const double* x, const double* weights,
                           const double* bias, double* y) {
  reference::dense_forward_outputs(in, out, first, count, x, weights, bias, y);
}

void dense_backward_data(int batch, int in, int out, const double* dy, const double* weights, double* dx,
                         const double*) {
  reference::dense_backward_data(batch, in, out, dy, weights, dx);
}

void dense_backward_weights(int batch, int in, int out, int first, int rows, const double* x,
                            const double* dy, double* dweights) {
  reference::dense_backward_weights(batch, in, out, first, rows, x, dy, dweights);
}

void dense_backward_bias(int batch, int out, const double* dy, double* dbias) {
  reference::dense_backward_bias(batch, out, dy, dbias);
}

}  // namespace convlens::kernels
