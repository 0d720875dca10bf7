#include <vector>

#include "core/kernels/conv2d_dense.h"
#include "core/kernels/conv2d_window.h"
#include "core/kernels/pack.h"
#include "core/kernels/tiles.h"

namespace convlens::kernels::dense {
namespace {

/// One thread's memory: after the first call of a size nothing is allocated.
struct ForwardScratch {
  AlignedVector<float> window, weights;
  std::vector<std::int32_t> a_rows, c_rows;
  std::vector<TileRun> runs;
};

/// A row of A is an output position's top left corner; a run is what lies contiguous under the kernel: in
/// NHWC a kernel row's (kx, ci) pairs, or one pixel's channels where dilation or groups tear them apart.
void plan(const Conv2dGeometry& g, int row_step, ForwardScratch& s) {
  s.a_rows.clear();
  s.c_rows.clear();
  for (int i = 0; i < g.out_height; ++i)
    for (int j = 0; j < g.out_width; ++j) {
      s.a_rows.push_back(i * g.stride_y * row_step + j * g.stride_x * g.in_channels);
      s.c_rows.push_back((i * g.out_width + j) * g.out_channels);
    }
  const bool fused = g.groups == 1 && g.dilation_x == 1;
  s.runs.clear();
  for (int u = 0; u < g.kernel_y; ++u)
    for (int v = 0; v < (fused ? 1 : g.kernel_x); ++v)
      s.runs.push_back({u * g.dilation_y * row_step + v * g.dilation_x * g.in_channels, nullptr});
}

}  // namespace

void conv2d_forward(const Conv2dGeometry& g, int batch, const float* x, const float* weights,
                    const float* bias, float* y) {
  thread_local ForwardScratch s;
  const int in_group = g.in_channels / g.groups, out_group = g.out_channels / g.groups;
  const int depth = g.kernel_y * g.kernel_x * in_group;
  WindowReader window(input_window(g), g.in_height, g.in_width, g.in_channels, s.window);
  plan(g, window.row_step(), s);

  // Packing costs as much as a few output positions: one image alone reads whole vectors of the weights in
  // place.
  const bool packed = batch > 1 || out_group % vector_lanes() != 0;
  const std::size_t group_size = packed_size(depth, out_group);
  if (packed) {
    if (s.weights.size() < g.groups * group_size) s.weights.resize(g.groups * group_size);
    for (int group = 0; group < g.groups; ++group)
      pack_columns(depth, out_group, weights + group * out_group, g.out_channels,
                   s.weights.data() + group * group_size);
  }
  TileJob job;
  job.a_rows = s.a_rows.data();
  job.c_rows = s.c_rows.data();
  job.b_step = packed ? block_columns() : g.out_channels;
  job.b_block_step = packed ? static_cast<std::ptrdiff_t>(depth) * block_columns() : block_columns();
  job.runs = s.runs.data();
  job.run_count = static_cast<int>(s.runs.size());
  job.run_length = depth / job.run_count;
  job.rows = g.out_height * g.out_width;
  job.columns = out_group;
  job.rows_follow = g.groups == 1;
  for (int n = 0; n < batch; ++n) {
    const float* image =
        window.read(x + static_cast<std::size_t>(n) * g.in_height * g.in_width * g.in_channels);
    float* output = y + static_cast<std::size_t>(n) * g.out_height * g.out_width * g.out_channels;
    for (int group = 0; group < g.groups; ++group) {
      job.a = image + group * in_group;
      const float* b = packed ? s.weights.data() + group * group_size : weights + group * out_group;
      for (int r = 0; r < job.run_count; ++r) s.runs[r].b = b + r * job.run_length * job.b_step;
      job.c = output + group * out_group;
      job.bias = bias != nullptr ? bias + group * out_group : nullptr;
      multiply_tiles(job);
    }
  }
}

}  // namespace convlens::kernels::dense
