#include <algorithm>
#include <span>
#include <vector>

#include "core/kernels/conv2d_dense.h"
#include "core/kernels/conv2d_window.h"
#include "core/kernels/pack.h"
#include "core/kernels/rows.h"
#include "core/kernels/tiles.h"

namespace convlens::kernels::dense {
namespace {

/// Along one axis, the input positions first, first + stride, ... see the same taps of the kernel, and each
/// tap finds its dy at a fixed distance: dy position of input first + m stride under taps[t] is starts[t] +
/// m. Taps run downwards, so that starts run upwards: the kernel turned round.
struct Phase {
  int first = 0, count = 0;
  std::vector<int> taps, starts;
};

/// The first of `room`, which only grows: what shrinks would give its memory back, to ask for it at the next layer.
std::span<const Phase> find_phases(int input_size, int kernel, int stride, int padding, int dilation,
                                   std::vector<Phase>& room) {
  const auto count = static_cast<std::size_t>(std::min(stride, input_size));
  if (room.size() < count) room.resize(count);
  const std::span<Phase> result = std::span(room).first(count);
  for (int first = 0; first < static_cast<int>(count); ++first) {
    Phase& phase = result[static_cast<std::size_t>(first)];
    phase.first = first;
    phase.count = (input_size - first + stride - 1) / stride;
    phase.taps.clear();
    phase.starts.clear();
    for (int u = kernel - 1; u >= 0; --u) {
      const int place = first + padding - u * dilation;
      if (place % stride != 0) continue;
      phase.taps.push_back(u);
      phase.starts.push_back(place / stride);
    }
  }
  return result;
}

int floor_divide(int a, int b) { return a / b - (a % b < 0 ? 1 : 0); }

/// One tile job, without the image's pointers: the forward kernel on turned-round filters for one phase of
/// rows, one of columns, and one group. With stride 1 there is one phase: everything.
struct Part {
  std::size_t first_row = 0, first_run = 0, weights = 0;
  int rows = 0, runs = 0, run_length = 0, depth = 0, group = 0;
};

struct BackwardScratch {
  AlignedVector<float> window, weights;
  std::vector<std::int32_t> a_rows, c_rows;
  std::vector<TileRun> runs;
  std::vector<Part> parts;
  std::vector<Phase> row_phases, column_phases;
};

class Planner {
 public:
  Planner(const Conv2dGeometry& g, const ImageWindow& window, int row_step, const float* weights,
          BackwardScratch& s)
      : g_(g), window_(window), row_step_(row_step), weights_(weights), s_(s) {
    s.a_rows.clear();
    s.c_rows.clear();
    s.runs.clear();
    s.parts.clear();
    packed_ = 0;
  }

  void add(const Phase& rows, const Phase& columns) {
    const int in_group = g_.in_channels / g_.groups, out_group = g_.out_channels / g_.groups;
    Part part;
    part.first_row = s_.a_rows.size();
    part.first_run = s_.runs.size();
    part.rows = rows.count * columns.count;
    part.depth = static_cast<int>(rows.taps.size() * columns.taps.size()) * out_group;
    add_rows(rows, columns);
    add_runs(rows, columns, out_group, part);
    for (part.group = 0; part.group < g_.groups; ++part.group) {
      part.weights = packed_;
      packed_ += packed_size(part.depth, in_group);
      if (s_.weights.size() < packed_) s_.weights.resize(packed_);
      int row = 0;
      for (const int u : rows.taps)
        for (const int v : columns.taps) {
          pack_tap(u, v, row, part);
          row += out_group;
        }
      s_.parts.push_back(part);
    }
  }

 private:
  /// One kernel place's weights: rows output channels, columns input channels; for dots the other way round.
  void pack_tap(int u, int v, int row, const Part& part) {
    const int in_group = g_.in_channels / g_.groups, out_group = g_.out_channels / g_.groups;
    const std::size_t tap = (static_cast<std::size_t>(u) * g_.kernel_x + v) * in_group;
    const float* from = weights_ + tap * g_.out_channels + part.group * out_group;
    float* to = s_.weights.data() + part.weights;
    if (!sums_by_lane(g_))
      return pack_transposed(part.depth, row, out_group, in_group, from, g_.out_channels, to);
    for (int c = 0; c < in_group; ++c)
      std::copy_n(from + static_cast<std::ptrdiff_t>(c) * g_.out_channels, out_group,
                  to + static_cast<std::ptrdiff_t>(c) * part.depth + row);
  }

  void add_rows(const Phase& rows, const Phase& columns) {
    for (int i = 0; i < rows.count; ++i)
      for (int j = 0; j < columns.count; ++j) {
        s_.a_rows.push_back(i * row_step_ + j * g_.out_channels);
        s_.c_rows.push_back(((rows.first + i * g_.stride_y) * g_.in_width + columns.first + j * g_.stride_x) *
                            g_.in_channels);
      }
  }

  void add_runs(const Phase& rows, const Phase& columns, int out_group, Part& part) {
    const int taps = static_cast<int>(columns.taps.size());
    const bool fused =
        g_.groups == 1 && taps > 0 && columns.starts.back() - columns.starts.front() == taps - 1;
    part.run_length = fused ? taps * out_group : out_group;
    for (std::size_t u = 0; u < rows.taps.size(); ++u)
      for (int v = 0; v < (fused ? 1 : taps); ++v)
        s_.runs.push_back({static_cast<std::ptrdiff_t>(rows.starts[u] - window_.top) * row_step_ +
                               (columns.starts[v] - window_.left) * g_.out_channels,
                           nullptr});
    part.runs = static_cast<int>(s_.runs.size() - part.first_run);
  }

  const Conv2dGeometry& g_;
  const ImageWindow& window_;
  int row_step_;
  const float* weights_;
  BackwardScratch& s_;
  std::size_t packed_ = 0;
};

/// All of dy that any phase reads.
ImageWindow output_window(const Conv2dGeometry& g) {
  const int top = floor_divide(g.pad_top - (g.kernel_y - 1) * g.dilation_y, g.stride_y);
  const int left = floor_divide(g.pad_left - (g.kernel_x - 1) * g.dilation_x, g.stride_x);
  return {top, left, floor_divide(g.in_height - 1 + g.pad_top, g.stride_y) - top + 1,
          floor_divide(g.in_width - 1 + g.pad_left, g.stride_x) - left + 1};
}

}  // namespace

bool sums_by_lane(const Conv2dGeometry& g) {
  // Few input channels (an image's 1 or 3) would fill a small part of a vector: then lanes are places of the
  // sum.
  return 2 * (g.in_channels / g.groups) <= vector_lanes();
}

void conv2d_backward_data(const Conv2dGeometry& g, int batch, const float* dy, const float* weights,
                          float* dx) {
  thread_local BackwardScratch s;
  const int in_group = g.in_channels / g.groups, out_group = g.out_channels / g.groups;
  const ImageWindow needed = output_window(g);
  WindowReader window(needed, g.out_height, g.out_width, g.out_channels, s.window);
  Planner planner(g, needed, window.row_step(), weights, s);
  const auto rows = find_phases(g.in_height, g.kernel_y, g.stride_y, g.pad_top, g.dilation_y, s.row_phases);
  const auto columns = find_phases(g.in_width, g.kernel_x, g.stride_x, g.pad_left, g.dilation_x, s.column_phases);
  for (const Phase& row : rows)
    for (const Phase& column : columns) planner.add(row, column);

  const bool dots = sums_by_lane(g);
  TileJob job;
  job.columns = in_group;
  for (int n = 0; n < batch; ++n) {
    const float* image =
        window.read(dy + static_cast<std::size_t>(n) * g.out_height * g.out_width * g.out_channels);
    float* gradient = dx + static_cast<std::size_t>(n) * g.in_height * g.in_width * g.in_channels;
    for (const Part& part : s.parts) {
      job.a = image + part.group * out_group;
      job.c = gradient + part.group * in_group;
      job.b_block_step = static_cast<std::ptrdiff_t>(part.depth) * block_columns();
      job.a_rows = s.a_rows.data() + part.first_row;
      job.c_rows = s.c_rows.data() + part.first_row;
      job.rows = part.rows;
      TileRun* runs = s.runs.data() + part.first_run;
      const std::ptrdiff_t run_step =
          static_cast<std::ptrdiff_t>(part.run_length) * (dots ? 1 : block_columns());
      for (int r = 0; r < part.runs; ++r) runs[r].b = s.weights.data() + part.weights + r * run_step;
      job.b_step = dots ? part.depth : block_columns();
      job.runs = runs;
      job.run_count = part.runs;
      job.run_length = part.run_length;
      dots ? multiply_dots(job) : multiply_tiles(job);
    }
  }
}

}  // namespace convlens::kernels::dense
