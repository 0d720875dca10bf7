#include "core/kernels/dense_sparse.h"

#include <algorithm>
#include <vector>

#include "core/kernels/nonzeros.h"
#include "core/kernels/outer_products.h"
#include "core/kernels/rows.h"
#include "core/kernels/sparse_sum.h"
#include "core/kernels/tiles.h"

namespace convlens::kernels::sparse {
namespace {

constexpr std::ptrdiff_t kMostWeights = std::ptrdiff_t{1} << 21;
constexpr double kMostNonzeros = 0.45;
/// So many rows of weights stay in the first-level cache while all samples pass over them: 24 KiB of
/// `digits`, whose 128 columns are 8 vectors. A sample has 7 of them at 14 %, enough to hide that its sums
/// come and go.
constexpr int kBlockRows = 48;

struct Scratch {
  NonzeroList list;
  std::vector<std::int32_t> windows, a_rows, c_rows;
};

/// Calls visit(first, rows) for each block of the rows [0, count).
template <typename Visit>
void for_each_block(int count, Visit&& visit) {
  for (int first = 0; first < count; first += kBlockRows) visit(first, std::min(kBlockRows, count - first));
}

}  // namespace

bool suits_dense(int in, int out) {
  return out % vector_lanes() == 0 && std::ptrdiff_t{in} * out <= kMostWeights;
}

bool pays_dense(std::size_t nonzeros, std::size_t values) {
  return static_cast<double>(nonzeros) < kMostNonzeros * static_cast<double>(values);
}

void dense_forward(int batch, int in, int out, const float* x, const float* weights, const float* bias,
                   float* y) {
  thread_local Scratch s;
  s.windows.resize(static_cast<std::size_t>(batch));
  for (int n = 0; n < batch; ++n) {
    s.windows[static_cast<std::size_t>(n)] = n * out;
    if (bias != nullptr)
      std::copy_n(bias, out, y + std::ptrdiff_t{n} * out);
    else
      std::fill_n(y + std::ptrdiff_t{n} * out, out, 0.0f);
  }
  SparseSumJob job;
  job.c = y;
  job.c_windows = s.windows.data();
  job.windows = batch;
  job.rows = 1;
  job.length = out;
  for_each_block(in, [&](int first, int rows) {
    list_nonzeros(batch, rows, out, x + first, s.list, in);
    job.b = weights + std::ptrdiff_t{first} * out;
    job.b_places = rows;
    job.first = s.list.begin.data();
    job.last = s.list.begin.data() + 1;
    job.offsets = s.list.offsets.data();
    job.values = s.list.values.data();
    add_sparse_sums(job);
  });
}

void dense_backward_data(int batch, int in, int out, const float* x, const float* dy, const float* weights,
                         float* dx) {
  thread_local Scratch s;
  std::fill_n(dx, static_cast<std::size_t>(batch) * in, 0.0f);
  for_each_block(in, [&](int first, int rows) {
    list_nonzeros(batch, rows, 1, x + first, s.list, in);
    const std::size_t count = static_cast<std::size_t>(s.list.begin[static_cast<std::size_t>(batch)]);
    s.a_rows.resize(count);
    s.c_rows.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      s.c_rows[i] = first + s.list.offsets[i];
      s.a_rows[i] = s.c_rows[i] * out;
    }
    // A sample's signal is the one column, the rows of weights that it needs are the rows.
    TileJob job;
    job.a = weights;
    job.run_count = 1;
    job.run_length = out;
    job.columns = 1;
    for (int n = 0; n < batch; ++n) {
      const std::int32_t begin = s.list.begin[static_cast<std::size_t>(n)];
      const TileRun run{0, dy + std::ptrdiff_t{n} * out};
      job.runs = &run;
      job.a_rows = s.a_rows.data() + begin;
      job.c = dx + std::ptrdiff_t{n} * in;
      job.c_rows = s.c_rows.data() + begin;
      job.rows = s.list.begin[static_cast<std::size_t>(n) + 1] - begin;
      multiply_dots(job);
    }
  });
}

void dense_backward_weights(int batch, int in, int out, int first, int rows, const float* x, const float* dy,
                            float* dweights) {
  thread_local Scratch s;
  for_each_block(rows, [&](int row, int count) {
    list_nonzeros(batch, count, out, x + first + row, s.list, in);
    add_outer_products({.samples = batch,
                        .length = out,
                        .first = s.list.begin.data(),
                        .offsets = s.list.offsets.data(),
                        .values = s.list.values.data(),
                        .b = dy,
                        .c = dweights + std::ptrdiff_t{row} * out});
  });
}

}  // namespace convlens::kernels::sparse
