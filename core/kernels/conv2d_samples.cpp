#include "core/kernels/conv2d_samples.h"

#include <algorithm>
#include <vector>

#include "core/kernels/simd_targets.h"
#include "core/tensor/tensor.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/conv2d_samples.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/transpose-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

/// Blocking. Forward: sums of P positions x O outputs stay in registers; a step loads P vectors and
/// broadcasts O weights for P O multiply-adds. Gradient of the weights: T weights of a kernel row x O
/// outputs. Two loads a cycle are possible and two multiply-adds: with 32 registers 5 x 5 (10 loads for 25),
/// with 16 registers 3 x 3. P stays below 9: every position needs a pointer in one of about 12 free general
/// registers.
constexpr int kRegisters = HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_NEON ? 32 : 16;
constexpr int kMostOutputs = kRegisters == 32 ? 6 : 4;
constexpr int positions_beside(int outputs) { return std::min(8, (kRegisters - 2) / (outputs + 1)); }
constexpr int kMostWeights = kRegisters == 32 ? 5 : 3;
constexpr std::ptrdiff_t kStep = static_cast<std::ptrdiff_t>(kLanes);

/// Rows of an image with kLanes samples a value, made when they are first asked for. Only as many are kept as
/// a kernel reaches over.
class SampleRows {
 public:
  /// The rows begin at `left` (negative: in the padding) and have `columns` pixels.
  SampleRows(const float* images, int height, int width, int channels, int left, int columns, int kept,
             AlignedVector<float>& buffer, std::vector<int>& kept_rows)
      : images_(images), height_(height), kept_rows_(kept_rows) {
    first_column_ = std::max(0, left);
    length_ =
        static_cast<std::size_t>(std::max(0, std::min(width, left + columns) - first_column_) * channels);
    place_ = (first_column_ - left) * channels * kStep;
    row_step_ = static_cast<std::ptrdiff_t>(columns) * channels * kStep;
    image_row_ = static_cast<std::ptrdiff_t>(width) * channels;
    image_step_ = image_row_ * height;
    first_column_ *= channels;
    const std::size_t size = static_cast<std::size_t>(row_step_ * kept);
    if (buffer.size() < size) buffer.resize(size);
    rows_ = buffer.data();
    // Only what lies beside the image is never written.
    if (static_cast<std::ptrdiff_t>(length_) * kStep != row_step_) std::fill_n(rows_, size, 0.0f);
    kept_rows_.assign(static_cast<std::size_t>(kept), kNone);
  }

  /// Row `y` of the images; zeros outside of them. Valid until another row in its place is asked for.
  const float* row(int y) {
    const int count = static_cast<int>(kept_rows_.size());
    const int slot = ((y % count) + count) % count;
    float* const to = rows_ + slot * row_step_;
    int& kept = kept_rows_[static_cast<std::size_t>(slot)];
    if (kept == y) return to;
    const bool inside = y >= 0 && y < height_;
    if (inside)
      images_to_lanes(images_ + y * image_row_ + first_column_, image_step_, length_, to + place_);
    else
      std::fill_n(to + place_, length_ * kLanes, 0.0f);
    kept = y;
    return to;
  }

 private:
  static constexpr int kNone = -(1 << 30);

  const float* images_;
  int height_, first_column_ = 0;
  std::size_t length_ = 0;
  std::ptrdiff_t place_ = 0, row_step_ = 0, image_row_ = 0, image_step_ = 0;
  float* rows_ = nullptr;
  std::vector<int>& kept_rows_;
};

/// One thread's memory: after the first call of a size nothing is allocated.
struct SampleScratch {
  AlignedVector<float> input, output, sums;
  std::vector<int> input_rows, output_rows;
  std::vector<const float*> rows;
};

/// One row of outputs.
struct RowJob {
  const float* const* rows = nullptr;  ///< under the kernel's rows, at output position 0
  int kernel_y = 0, run = 0;           ///< run: a kernel row's (kx, ci)
  std::ptrdiff_t position_step = 0;
  const float* weights = nullptr;
  const float* bias = nullptr;
  int positions = 0, outputs = 0;
  float* out = nullptr;  ///< positions x outputs; gradient of the weights: (ky, run, outputs), ADDED TO
  const float* signal = nullptr;
};

template <int P, int O>
void forward_block(const RowJob& job, int position, int output) {
  const FloatTag d;
  FloatVector sum[P][O];
#pragma GCC unroll 8
  for (int o = 0; o < O; ++o) {
    const FloatVector start = job.bias != nullptr ? hn::Set(d, job.bias[output + o]) : hn::Zero(d);
#pragma GCC unroll 8
    for (int p = 0; p < P; ++p) sum[p][o] = start;
  }
  const std::ptrdiff_t weight_step = job.outputs;
  const float* w = job.weights + output;
  for (int u = 0; u < job.kernel_y; ++u) {
    const float* x[P];
#pragma GCC unroll 8
    for (int p = 0; p < P; ++p) x[p] = job.rows[u] + (position + p) * job.position_step;
    std::ptrdiff_t i = 0;
    for (int t = job.run; t > 0; --t, w += weight_step) {
      FloatVector value[P];
#pragma GCC unroll 8
      for (int p = 0; p < P; ++p) value[p] = hn::LoadU(d, x[p] + i);
#pragma GCC unroll 8
      for (int o = 0; o < O; ++o) {
        const FloatVector weight = hn::Set(d, w[o]);
#pragma GCC unroll 8
        for (int p = 0; p < P; ++p) sum[p][o] = hn::MulAdd(value[p], weight, sum[p][o]);
      }
      i += kStep;
      // Keeps the one shared index, as in tiles.cpp.
      asm("" : "+r"(i));
    }
  }
#pragma GCC unroll 8
  for (int p = 0; p < P; ++p) {
    float* out = job.out + (static_cast<std::ptrdiff_t>(position + p) * job.outputs + output) * kStep;
#pragma GCC unroll 8
    for (int o = 0; o < O; ++o) hn::StoreU(sum[p][o], d, out + o * kStep);
  }
}

/// The last blocks move back over what is done: the same values again.
template <int O>
void forward_row(const RowJob& job) {
  constexpr int kPositions = positions_beside(O);
  for (int o = 0; o < job.outputs; o += O) {
    const int output = std::min(o, job.outputs - O);
    if (job.positions < kPositions)
      for (int p = 0; p < job.positions; ++p) forward_block<1, O>(job, p, output);
    else
      for (int p = 0; p < job.positions; p += kPositions)
        forward_block<kPositions, O>(job, std::min(p, job.positions - kPositions), output);
  }
}

template <int O = kMostOutputs>
void forward_rows(const RowJob& job, int block) {
  if constexpr (O > 1)
    if (block < O) return forward_rows<O - 1>(job, block);
  forward_row<O>(job);
}

template <int T, int O>
void weights_block(const RowJob& job, int u, int t, int output) {
  const FloatTag d;
  float* const out =
      job.out + ((static_cast<std::ptrdiff_t>(u) * job.run + t) * job.outputs + output) * kStep;
  const std::ptrdiff_t out_step = job.outputs * kStep, position_step = job.position_step;
  FloatVector sum[T][O];
#pragma GCC unroll 8
  for (int a = 0; a < T; ++a)
#pragma GCC unroll 8
    for (int o = 0; o < O; ++o) sum[a][o] = hn::LoadU(d, out + a * out_step + o * kStep);
  const float *x = job.rows[u] + t * kStep, *signal = job.signal + output * kStep;
  for (int p = job.positions; p > 0; --p, x += position_step, signal += out_step) {
    FloatVector value[O];
#pragma GCC unroll 8
    for (int o = 0; o < O; ++o) value[o] = hn::LoadU(d, signal + o * kStep);
#pragma GCC unroll 8
    for (int a = 0; a < T; ++a) {
      const FloatVector input = hn::LoadU(d, x + a * kStep);
#pragma GCC unroll 8
      for (int o = 0; o < O; ++o) sum[a][o] = hn::MulAdd(input, value[o], sum[a][o]);
    }
  }
#pragma GCC unroll 8
  for (int a = 0; a < T; ++a)
#pragma GCC unroll 8
    for (int o = 0; o < O; ++o) hn::StoreU(sum[a][o], d, out + a * out_step + o * kStep);
}

template <int T, int O = kMostWeights>
void weights_outputs(const RowJob& job, int u, int t, int output, int outputs) {
  if constexpr (O > 1)
    if (outputs < O) return weights_outputs<T, O - 1>(job, u, t, output, outputs);
  weights_block<T, O>(job, u, t, output);
}

template <int T = kMostWeights>
void weights_part(const RowJob& job, int u, int t, int weights, int output, int outputs) {
  if constexpr (T > 1)
    if (weights < T) return weights_part<T - 1>(job, u, t, weights, output, outputs);
  weights_outputs<T>(job, u, t, output, outputs);
}

/// The outputs of a block outside: their part of the signal's row stays in the first-level cache while the
/// input passes.
void weights_row(const RowJob& job) {
  const int output_blocks = (job.outputs + kMostWeights - 1) / kMostWeights;
  const int run_blocks = (job.run + kMostWeights - 1) / kMostWeights;
  for (int b = 0; b < output_blocks; ++b) {
    const int output = job.outputs * b / output_blocks, end = job.outputs * (b + 1) / output_blocks;
    for (int u = 0; u < job.kernel_y; ++u)
      for (int a = 0; a < run_blocks; ++a) {
        const int t = job.run * a / run_blocks, last = job.run * (a + 1) / run_blocks;
        weights_part(job, u, t, last - t, output, end - output);
      }
  }
}

SampleRows input_rows(const Conv2dGeometry& g, const float* x, SampleScratch& s) {
  return SampleRows(x, g.in_height, g.in_width, g.in_channels, -g.pad_left,
                    (g.out_width - 1) * g.stride_x + g.kernel_x, (g.kernel_y - 1) * g.dilation_y + 1, s.input,
                    s.input_rows);
}

RowJob row_job(const Conv2dGeometry& g, SampleScratch& s) {
  s.rows.resize(static_cast<std::size_t>(g.kernel_y));
  RowJob job;
  job.rows = s.rows.data();
  job.kernel_y = g.kernel_y;
  job.run = g.kernel_x * g.in_channels;
  job.position_step = g.stride_x * g.in_channels * kStep;
  job.positions = g.out_width;
  job.outputs = g.out_channels;
  return job;
}

/// Output row i: all kernel rows' inputs.
void find_rows(const Conv2dGeometry& g, int i, SampleRows& rows, SampleScratch& s) {
  for (int u = 0; u < g.kernel_y; ++u)
    s.rows[static_cast<std::size_t>(u)] = rows.row(i * g.stride_y - g.pad_top + u * g.dilation_y);
}

void make_room(AlignedVector<float>& values, std::size_t size) {
  if (values.size() < size) values.resize(size);
}

}  // namespace

void samples_forward_simd(const Conv2dGeometry& g, const float* x, const float* weights, const float* bias,
                          float* y) {
  thread_local SampleScratch s;
  SampleRows rows = input_rows(g, x, s);
  RowJob job = row_job(g, s);
  const std::size_t row_size = static_cast<std::size_t>(g.out_width) * g.out_channels;
  make_room(s.output, row_size * kLanes);
  job.weights = weights;
  job.bias = bias;
  job.out = s.output.data();
  const int blocks = (g.out_channels + kMostOutputs - 1) / kMostOutputs;
  const int block = (g.out_channels + blocks - 1) / blocks;
  for (int i = 0; i < g.out_height; ++i) {
    find_rows(g, i, rows, s);
    forward_rows(job, block);
    lanes_to_images(job.out, row_size, y + i * row_size,
                    static_cast<std::ptrdiff_t>(row_size) * g.out_height);
  }
}

void samples_backward_weights_simd(const Conv2dGeometry& g, const float* x, const float* dy,
                                   float* dweights) {
  thread_local SampleScratch s;
  SampleRows rows = input_rows(g, x, s);
  SampleRows signals(dy, g.out_height, g.out_width, g.out_channels, 0, g.out_width, 1, s.output,
                     s.output_rows);
  RowJob job = row_job(g, s);
  const std::size_t weights = static_cast<std::size_t>(g.kernel_y) * job.run * g.out_channels;
  make_room(s.sums, weights * kLanes);
  std::fill_n(s.sums.data(), weights * kLanes, 0.0f);
  job.out = s.sums.data();
  for (int i = 0; i < g.out_height; ++i) {
    find_rows(g, i, rows, s);
    job.signal = signals.row(i);
    weights_row(job);
  }
  for (std::size_t n = 0; n < kLanes; ++n)
    for (std::size_t k = 0; k < weights; ++k) dweights[k] += s.sums[k * kLanes + n];
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(samples_forward_simd);
HWY_EXPORT(samples_backward_weights_simd);

namespace samples {
namespace {

/// The forward kernel on filters turned round, channels swapped.
Conv2dGeometry turned(const Conv2dGeometry& g) {
  return {.in_channels = g.out_channels,
          .in_height = g.out_height,
          .in_width = g.out_width,
          .out_channels = g.in_channels,
          .out_height = g.in_height,
          .out_width = g.in_width,
          .kernel_y = g.kernel_y,
          .kernel_x = g.kernel_x,
          .pad_top = (g.kernel_y - 1) * g.dilation_y - g.pad_top,
          .pad_left = g.kernel_x - 1 - g.pad_left,
          .dilation_y = g.dilation_y};
}

}  // namespace

bool suits(const Conv2dGeometry& g) { return g.groups == 1 && g.dilation_x == 1; }
bool suits_backward_data(const Conv2dGeometry& g) { return suits(g) && g.stride_y == 1 && g.stride_x == 1; }

void conv2d_forward(const Conv2dGeometry& g, const float* x, const float* weights, const float* bias,
                    float* y) {
  HWY_DYNAMIC_DISPATCH(samples_forward_simd)(g, x, weights, bias, y);
}

void conv2d_backward_data(const Conv2dGeometry& g, const float* dy, const float* weights, float* dx) {
  thread_local AlignedVector<float> packed;
  const int in = g.in_channels, out = g.out_channels, taps = g.kernel_y * g.kernel_x;
  const std::size_t size = static_cast<std::size_t>(taps) * in * out;
  if (packed.size() < size) packed.resize(size);
  for (int tap = 0; tap < taps; ++tap) {
    const float* from = weights + static_cast<std::ptrdiff_t>(taps - 1 - tap) * in * out;
    float* to = packed.data() + static_cast<std::ptrdiff_t>(tap) * in * out;
    for (int o = 0; o < out; ++o)
      for (int c = 0; c < in; ++c) to[o * in + c] = from[c * out + o];
  }
  HWY_DYNAMIC_DISPATCH(samples_forward_simd)(turned(g), dy, packed.data(), nullptr, dx);
}

void conv2d_backward_weights(const Conv2dGeometry& g, const float* x, const float* dy, float* dweights) {
  HWY_DYNAMIC_DISPATCH(samples_backward_weights_simd)(g, x, dy, dweights);
}

}  // namespace samples
}  // namespace convlens::kernels
#endif
