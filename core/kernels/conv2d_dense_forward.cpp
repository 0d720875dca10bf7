#include <algorithm>
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

/// A row of A is an output position's top left corner. Adds an image's, whose window begins at a_begin in the
/// buffer of windows, and whose outputs begin at c_begin.
void add_positions(const Conv2dGeometry& g, int row_step, int a_begin, int c_begin, ForwardScratch& s) {
  for (int i = 0; i < g.out_height; ++i)
    for (int j = 0; j < g.out_width; ++j) {
      s.a_rows.push_back(a_begin + i * g.stride_y * row_step + j * g.stride_x * g.in_channels);
      s.c_rows.push_back(c_begin + (i * g.out_width + j) * g.out_channels);
    }
}

/// A run is what lies contiguous under the kernel: in NHWC a kernel row's (kx, ci) pairs, or one pixel's
/// channels where dilation or groups tear them apart.
void plan_runs(const Conv2dGeometry& g, int row_step, ForwardScratch& s) {
  const bool fused = g.groups == 1 && g.dilation_x == 1;
  s.runs.clear();
  for (int u = 0; u < g.kernel_y; ++u)
    for (int v = 0; v < (fused ? 1 : g.kernel_x); ++v)
      s.runs.push_back({u * g.dilation_y * row_step + v * g.dilation_x * g.in_channels, nullptr});
}

/// The products of all positions that are in the scratch.
class Product {
 public:
  /// Packing costs as much as a few output positions: where nothing is gained by it, whole vectors of the
  /// weights are read in place.
  Product(const Conv2dGeometry& g, bool packed, const float* weights, const float* bias, ForwardScratch& s)
      : s_(s),
        groups_(g.groups),
        in_group_(g.in_channels / g.groups),
        out_group_(g.out_channels / g.groups),
        weights_(weights),
        bias_(bias) {
    const int depth = g.kernel_y * g.kernel_x * in_group_;
    group_step_ = static_cast<std::size_t>(out_group_);
    if (packed || out_group_ % vector_lanes() != 0) {
      packed = true;
      group_step_ = packed_size(depth, out_group_);
      if (s.weights.size() < groups_ * group_step_) s.weights.resize(groups_ * group_step_);
      for (int group = 0; group < groups_; ++group)
        pack_columns(depth, out_group_, weights + group * out_group_, g.out_channels,
                     s.weights.data() + group * group_step_);
      weights_ = s.weights.data();
    }
    job_.a_rows = s.a_rows.data();
    job_.c_rows = s.c_rows.data();
    job_.b_step = packed ? block_columns() : g.out_channels;
    job_.b_block_step = packed ? static_cast<std::ptrdiff_t>(depth) * block_columns() : block_columns();
    job_.runs = s.runs.data();
    job_.run_count = static_cast<int>(s.runs.size());
    job_.run_length = depth / job_.run_count;
    job_.rows = static_cast<int>(s.a_rows.size());
    job_.columns = out_group_;
    job_.rows_follow = g.groups == 1;
  }

  void run(const float* windows, float* outputs) {
    for (int group = 0; group < groups_; ++group) {
      job_.a = windows + group * in_group_;
      const float* b = weights_ + group * group_step_;
      for (int r = 0; r < job_.run_count; ++r)
        s_.runs[static_cast<std::size_t>(r)].b = b + r * job_.run_length * job_.b_step;
      job_.c = outputs + group * out_group_;
      job_.bias = bias_ != nullptr ? bias_ + group * out_group_ : nullptr;
      multiply_tiles(job_);
    }
  }

 private:
  ForwardScratch& s_;
  int groups_, in_group_, out_group_;
  const float *weights_, *bias_;
  std::size_t group_step_;  ///< floats from one group's weights to the next one's
  TileJob job_;
};

void forget_positions(ForwardScratch& s) {
  s.a_rows.clear();
  s.c_rows.clear();
}

}  // namespace

void conv2d_forward(const Conv2dGeometry& g, int batch, const float* x, const float* weights,
                    const float* bias, float* y) {
  thread_local ForwardScratch s;
  WindowReader window(input_window(g), g.in_height, g.in_width, g.in_channels, s.window);
  forget_positions(s);
  add_positions(g, window.row_step(), 0, 0, s);
  plan_runs(g, window.row_step(), s);
  Product product(g, batch > 1, weights, bias, s);
  for (int n = 0; n < batch; ++n)
    product.run(window.read(x + static_cast<std::size_t>(n) * g.in_height * g.in_width * g.in_channels),
                y + static_cast<std::size_t>(n) * g.out_height * g.out_width * g.out_channels);
}

void conv2d_forward_pieces(const Conv2dGeometry& layer, std::span<const Conv2dPiece> pieces,
                           const float* weights, const float* bias, float* y) {
  thread_local ForwardScratch s;
  const auto geometry = [&](const Conv2dPiece& piece) {
    Conv2dGeometry g = layer;
    g.in_height = piece.in_height, g.in_width = piece.in_width;
    g.out_height = piece.out_height, g.out_width = piece.out_width;
    g.pad_top = piece.pad_top, g.pad_left = piece.pad_left;
    return g;
  };
  // One distance between rows for all, as the runs are the same for all positions.
  int row_step = 0, height = 0;
  for (const Conv2dPiece& piece : pieces) {
    const ImageWindow window = input_window(geometry(piece));
    row_step = std::max(row_step, window.width * layer.in_channels);
    height += window.height;
  }
  s.window.assign(static_cast<std::size_t>(height) * row_step, 0.0f);
  forget_positions(s);
  int a_begin = 0, c_begin = 0;
  for (const Conv2dPiece& piece : pieces) {
    const Conv2dGeometry g = geometry(piece);
    const ImageWindow window = input_window(g);
    copy_window(window, piece.in_height, piece.in_width, g.in_channels, piece.x, s.window.data() + a_begin,
                row_step);
    add_positions(g, row_step, a_begin, c_begin, s);
    a_begin += window.height * row_step;
    c_begin += g.out_height * g.out_width * g.out_channels;
  }
  plan_runs(layer, row_step, s);
  Product(layer, false, weights, bias, s).run(s.window.data(), y);
}

}  // namespace convlens::kernels::dense
