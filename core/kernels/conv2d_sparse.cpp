#include "core/kernels/conv2d_sparse.h"

#include <algorithm>
#include <vector>

#include "core/kernels/conv2d_window.h"
#include "core/kernels/nonzeros.h"
#include "core/kernels/sparse_sum.h"
#include "core/kernels/tiles.h"

namespace convlens::kernels::sparse {
namespace {

/// One thread's memory: after the first call of a size nothing is allocated.
struct Scratch {
  AlignedVector<float> image, weights;
  NonzeroList list;
  std::vector<std::int32_t> windows;
};

int rounded_up(int floats) {
  const int lanes = vector_lanes();
  return (floats + lanes - 1) / lanes * lanes;
}

void make_room(AlignedVector<float>& values, std::size_t size) {
  if (values.size() < size) values.resize(size);
}

/// A part of an image that reaches over the border, which windows are added to; the middle is the image.
class AddedImage {
 public:
  AddedImage(const ImageWindow& window, int channels, AlignedVector<float>& buffer)
      : window_(window), channels_(channels), row_step_(window.width * channels) {
    size_ = static_cast<std::size_t>(row_step_) * window.height;
    make_room(buffer, size_ + vector_lanes());
    data_ = buffer.data();
  }

  void start(const float* bias) {
    if (bias == nullptr) {
      std::fill_n(data_, size_, 0.0f);
      return;
    }
    for (int x = 0; x < window_.width; ++x) std::copy_n(bias, channels_, data_ + x * channels_);
    for (int y = 1; y < window_.height; ++y) std::copy_n(data_, row_step_, data_ + y * row_step_);
  }
  void finish(int height, int width, float* image) const {
    const std::ptrdiff_t length = static_cast<std::ptrdiff_t>(width) * channels_;
    for (int y = 0; y < height; ++y) std::copy_n(data_ + offset(y, 0), length, image + y * length);
  }
  std::int32_t offset(int y, int x) const {
    return (y - window_.top) * row_step_ + (x - window_.left) * channels_;
  }
  float* data() const { return data_; }
  int row_step() const { return row_step_; }

 private:
  ImageWindow window_;
  int channels_, row_step_;
  std::size_t size_;
  float* data_;
};

/// Adds the kernel of every nonzero value of the image x to the window of its pixel.
void add_kernels(int height, int width, int channels, int kernel_y, int run, const float* x, int c_step,
                 const AddedImage& image, Scratch& s) {
  const int pixels = height * width;
  const int b_step = rounded_up(run), kernel_size = kernel_y * b_step;
  list_nonzeros(pixels, channels, kernel_size, x, s.list);
  SparseSumJob job;
  job.c = image.data();
  job.c_step = c_step;
  job.c_windows = s.windows.data();
  job.b = s.weights.data();
  job.b_step = b_step;
  job.b_places = channels;
  job.first = s.list.begin.data();
  job.last = s.list.begin.data() + 1;
  job.offsets = s.list.offsets.data();
  job.values = s.list.values.data();
  job.windows = pixels;
  job.windows_per_row = width;
  job.rows = kernel_y;
  job.length = run;
  add_sparse_sums(job);
}

/// From weights (ky, kx, ci, co): for each ci its kernel turned round, rows of (kx, co).
void pack_turned(const Conv2dGeometry& g, const float* weights, AlignedVector<float>& packed) {
  const int row = rounded_up(g.kernel_x * g.out_channels), spare = row - g.kernel_x * g.out_channels;
  make_room(packed, static_cast<std::size_t>(row) * g.kernel_y * g.in_channels);
  float* to = packed.data();
  for (int c = 0; c < g.in_channels; ++c)
    for (int u = g.kernel_y - 1; u >= 0; --u) {
      for (int v = g.kernel_x - 1; v >= 0; --v) {
        const std::ptrdiff_t tap = (static_cast<std::ptrdiff_t>(u) * g.kernel_x + v) * g.in_channels + c;
        to = std::copy_n(weights + tap * g.out_channels, g.out_channels, to);
      }
      to = std::fill_n(to, spare, 0.0f);
    }
}

/// From weights (ky, kx, ci, co): for each co its kernel, rows of (kx, ci). `back`: the other way.
template <typename Weights, typename Kernels>
void for_each_weight(const Conv2dGeometry& g, Weights* weights, Kernels* kernels, auto&& visit) {
  const int run = g.kernel_x * g.in_channels, row = rounded_up(run);
  const std::ptrdiff_t kernel_size = static_cast<std::ptrdiff_t>(row) * g.kernel_y;
  for (int u = 0; u < g.kernel_y; ++u)
    for (int t = 0; t < run; ++t, weights += g.out_channels)
      for (int o = 0; o < g.out_channels; ++o) visit(weights[o], kernels[o * kernel_size + u * row + t]);
}

std::size_t kernels_size(const Conv2dGeometry& g) {
  return static_cast<std::size_t>(rounded_up(g.kernel_x * g.in_channels)) * g.kernel_y * g.out_channels;
}

}  // namespace

bool suits_forward(const Conv2dGeometry& g) {
  return g.groups == 1 && g.dilation_x == 1 && g.stride_y == 1 && g.stride_x == 1;
}
bool suits_backward(const Conv2dGeometry& g) { return g.groups == 1 && g.dilation_x == 1; }

void conv2d_forward(const Conv2dGeometry& g, int batch, const float* x, const float* weights,
                    const float* bias, float* y) {
  thread_local Scratch s;
  // Input position (y, x) reaches outputs y + pad - reach ... y + pad; outputs beyond see the padding only.
  const int reach_y = (g.kernel_y - 1) * g.dilation_y, reach_x = g.kernel_x - 1;
  const int top = std::min(0, g.pad_top - reach_y), left = std::min(0, g.pad_left - reach_x);
  const ImageWindow window{top, left, std::max(g.out_height, g.in_height + g.pad_top) - top,
                           std::max(g.out_width, g.in_width + g.pad_left) - left};
  AddedImage image(window, g.out_channels, s.image);
  pack_turned(g, weights, s.weights);
  s.windows.clear();
  for (int i = 0; i < g.in_height; ++i)
    for (int j = 0; j < g.in_width; ++j)
      s.windows.push_back(image.offset(i + g.pad_top - reach_y, j + g.pad_left - reach_x));
  const int pixels = g.in_height * g.in_width;
  for (int n = 0; n < batch; ++n) {
    image.start(bias);
    add_kernels(g.in_height, g.in_width, g.in_channels, g.kernel_y, g.kernel_x * g.out_channels,
                x + static_cast<std::size_t>(n) * pixels * g.in_channels, g.dilation_y * image.row_step(),
                image, s);
    image.finish(g.out_height, g.out_width,
                 y + static_cast<std::size_t>(n) * g.out_height * g.out_width * g.out_channels);
  }
}

void conv2d_backward_data(const Conv2dGeometry& g, int batch, const float* dy, const float* weights,
                          float* dx) {
  thread_local Scratch s;
  ImageWindow window = input_window(g);
  // The whole image must be there, also where strides leave some of it out.
  const int bottom = std::max(window.top + window.height, g.in_height);
  const int right = std::max(window.left + window.width, g.in_width);
  window = {window.top, window.left, bottom - window.top, right - window.left};
  AddedImage image(window, g.in_channels, s.image);
  make_room(s.weights, kernels_size(g));
  std::fill(s.weights.begin(), s.weights.end(), 0.0f);
  for_each_weight(g, weights, s.weights.data(), [](const float& weight, float& kernel) { kernel = weight; });
  s.windows.clear();
  for (int i = 0; i < g.out_height; ++i)
    for (int j = 0; j < g.out_width; ++j)
      s.windows.push_back(image.offset(i * g.stride_y - g.pad_top, j * g.stride_x - g.pad_left));
  const int positions = g.out_height * g.out_width;
  for (int n = 0; n < batch; ++n) {
    image.start(nullptr);
    add_kernels(g.out_height, g.out_width, g.out_channels, g.kernel_y, g.kernel_x * g.in_channels,
                dy + static_cast<std::size_t>(n) * positions * g.out_channels,
                g.dilation_y * image.row_step(), image, s);
    image.finish(g.in_height, g.in_width,
                 dx + static_cast<std::size_t>(n) * g.in_height * g.in_width * g.in_channels);
  }
}

namespace {

/// Rows of outputs are done in bands whose part of x stays in the first-level cache.
constexpr std::ptrdiff_t kBandBytes = 24 * 1024;

/// The nonzero values of dy channel by channel, each with the place of its window in x.
struct ByChannel {
  std::vector<std::int32_t> first, last, offsets;
  AlignedVector<float> values;

  /// rows of `width` positions, whose windows lie at row * row_step + column * column_step.
  void sort(const NonzeroList& list, int rows, int width, int channels, std::ptrdiff_t row_step,
            std::ptrdiff_t column_step) {
    const int most = rows * width;
    if (offsets.size() < static_cast<std::size_t>(most) * channels) {
      offsets.resize(static_cast<std::size_t>(most) * channels);
      values.resize(offsets.size());
    }
    first.resize(static_cast<std::size_t>(channels));
    for (int c = 0; c < channels; ++c) first[c] = c * most;
    last = first;
    const std::int32_t* begin = list.begin.data();
    for (int i = 0; i < rows; ++i)
      for (int j = 0; j < width; ++j, ++begin) {
        const std::int32_t place = static_cast<std::int32_t>(i * row_step + j * column_step);
        for (std::int32_t k = begin[0]; k < begin[1]; ++k) {
          const std::int32_t to = last[list.offsets[k]]++;
          offsets[to] = place;
          values[to] = list.values[k];
        }
      }
  }
};

}  // namespace

void conv2d_backward_weights(const Conv2dGeometry& g, int batch, const float* x, const float* dy,
                             float* dweights) {
  thread_local Scratch s;
  thread_local ByChannel sorted;
  const int run = g.kernel_x * g.in_channels, row = rounded_up(run);
  make_room(s.weights, kernels_size(g));
  for_each_weight(g, dweights, s.weights.data(), [](const float& weight, float& kernel) { kernel = weight; });
  s.windows.clear();
  for (int o = 0; o < g.out_channels; ++o) s.windows.push_back(o * g.kernel_y * row);

  WindowReader window(input_window(g), g.in_height, g.in_width, g.in_channels, s.image, row - run);
  const std::ptrdiff_t x_row = static_cast<std::ptrdiff_t>(g.stride_y) * window.row_step();
  const int band = std::clamp(static_cast<int>(kBandBytes / (x_row * sizeof(float))), 1, g.out_height);
  SparseSumJob job;
  job.c = s.weights.data();
  job.c_step = row;
  job.c_windows = s.windows.data();
  job.b_step = static_cast<std::ptrdiff_t>(g.dilation_y) * window.row_step();
  job.windows = g.out_channels;
  job.rows = g.kernel_y;
  job.length = run;
  for (int n = 0; n < batch; ++n) {
    const float* image =
        window.read(x + static_cast<std::size_t>(n) * g.in_height * g.in_width * g.in_channels);
    const float* signal = dy + static_cast<std::size_t>(n) * g.out_height * g.out_width * g.out_channels;
    for (int i = 0; i < g.out_height; i += band) {
      const int rows = std::min(band, g.out_height - i);
      list_nonzeros(rows * g.out_width, g.out_channels, 1,
                    signal + static_cast<std::ptrdiff_t>(i) * g.out_width * g.out_channels, s.list);
      sorted.sort(s.list, rows, g.out_width, g.out_channels, x_row,
                  static_cast<std::ptrdiff_t>(g.stride_x) * g.in_channels);
      job.b = image + i * x_row;
      job.first = sorted.first.data();
      job.last = sorted.last.data();
      job.offsets = sorted.offsets.data();
      job.values = sorted.values.data();
      add_sparse_sums(job);
    }
  }
  for_each_weight(g, dweights, s.weights.data(), [](float& weight, const float& kernel) { weight = kernel; });
}

}  // namespace convlens::kernels::sparse
