#include <algorithm>
#include <vector>

#include "core/kernels/conv2d_dense.h"
#include "core/kernels/conv2d_window.h"
#include "core/kernels/tiles.h"

namespace convlens::kernels::dense {
namespace {

/// Rows of an image are done in bands whose part of x and dy stays in the second-level cache (256 KiB of at
/// least 512) while all weights pass over it; but a band has at least 64 positions, so that loading and
/// storing the weights' gradients (2 of every 64 steps) does not count.
constexpr std::size_t kBandBytes = std::size_t{1} << 18;
constexpr int kFewestPositions = 64;

struct WeightsScratch {
  AlignedVector<float> window, last_rows;
  std::vector<std::int32_t> a_rows, c_rows;
  std::vector<TileRun> runs;
};

int band_rows(const Conv2dGeometry& g, int row_step) {
  const std::size_t row_bytes = (static_cast<std::size_t>(row_step) * g.stride_y +
                                 static_cast<std::size_t>(g.out_width) * g.out_channels) *
                                sizeof(float);
  const int fewest = (kFewestPositions + g.out_width - 1) / g.out_width;
  return std::clamp(static_cast<int>(kBandBytes / row_bytes), std::min(fewest, g.out_height), g.out_height);
}

/// A row of A is a weight (ky, kx, ci): the input it meets at output position 0; a run is one row of output
/// positions.
void plan(const Conv2dGeometry& g, int row_step, WeightsScratch& s) {
  const int in_group = g.in_channels / g.groups;
  s.a_rows.clear();
  s.c_rows.clear();
  for (int u = 0; u < g.kernel_y; ++u)
    for (int v = 0; v < g.kernel_x; ++v)
      for (int c = 0; c < in_group; ++c) {
        s.a_rows.push_back(u * g.dilation_y * row_step + v * g.dilation_x * g.in_channels + c);
        s.c_rows.push_back(((u * g.kernel_x + v) * in_group + c) * g.out_channels);
      }
  s.runs.clear();
  for (int i = 0; i < g.out_height; ++i)
    s.runs.push_back({static_cast<std::ptrdiff_t>(i) * g.stride_y * row_step, nullptr});
}

}  // namespace

void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const float* x, const float* dy,
                             float* dweights) {
  thread_local WeightsScratch s;
  const int in_group = g.in_channels / g.groups, out_group = g.out_channels / g.groups;
  const int positions = g.out_height * g.out_width;
  const std::size_t row_size = static_cast<std::size_t>(g.out_width) * g.out_channels;
  WindowReader window(input_window(g), g.in_height, g.in_width, g.in_channels, s.window);
  plan(g, window.row_step(), s);
  // dy is read where it lies, in whole vectors: its last rows (mostly one) are copied to where there is room
  // behind them.
  const int beyond = out_group % vector_lanes() == 0 ? 0 : vector_lanes() - 1;
  const int row_length = static_cast<int>(row_size);
  const int safe = std::max(0, g.out_height - (beyond + row_length - 1) / row_length);
  const std::size_t copied = (g.out_height - safe) * row_size;
  if (copied > 0 && s.last_rows.size() < copied + beyond) s.last_rows.resize(copied + beyond);
  const int band = band_rows(g, window.row_step());

  TileJob job;
  job.a_rows = s.a_rows.data();
  job.c_rows = s.c_rows.data();
  job.a_step = static_cast<std::ptrdiff_t>(g.stride_x) * g.in_channels;
  job.b_step = g.out_channels;
  job.b_block_step = block_columns();
  job.accumulate = true;
  job.run_length = g.out_width;
  job.rows = static_cast<int>(s.a_rows.size());
  job.columns = out_group;
  for (int n = 0; n < batch; ++n) {
    const float* image =
        window.read(x + static_cast<std::size_t>(n) * g.in_height * g.in_width * g.in_channels);
    const float* signal = dy + static_cast<std::size_t>(n) * positions * g.out_channels;
    std::copy_n(signal + safe * row_size, copied, s.last_rows.data());
    for (int group = 0; group < g.groups; ++group) {
      job.a = image + group * in_group;
      job.c = dweights + group * out_group;
      for (int i = 0; i < g.out_height; ++i)
        s.runs[i].b = (i < safe ? signal + i * row_size : s.last_rows.data() + (i - safe) * row_size) +
                      group * out_group;
      for (int row = 0; row < g.out_height; row += band) {
        job.runs = s.runs.data() + row;
        job.run_count = std::min(band, g.out_height - row);
        multiply_tiles(job);
      }
    }
  }
}

}  // namespace convlens::kernels::dense
