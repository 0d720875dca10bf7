#include "core/kernels/conv2d_window.h"

#include <algorithm>
#include <cstring>

namespace convlens::kernels {

ImageWindow input_window(const Conv2dGeometry& g) {
  return {-g.pad_top, -g.pad_left, (g.out_height - 1) * g.stride_y + (g.kernel_y - 1) * g.dilation_y + 1,
          (g.out_width - 1) * g.stride_x + (g.kernel_x - 1) * g.dilation_x + 1};
}

void copy_window(const ImageWindow& window, int height, int width, int channels, const float* image,
                 float* to, int row_step) {
  const int top = std::max(0, window.top), bottom = std::min(height, window.top + window.height);
  const int left = std::max(0, window.left), right = std::min(width, window.left + window.width);
  if (left >= right) return;
  for (int y = top; y < bottom; ++y)
    std::memcpy(to + static_cast<std::ptrdiff_t>(y - window.top) * row_step + (left - window.left) * channels,
                image + (static_cast<std::ptrdiff_t>(y) * width + left) * channels,
                static_cast<std::size_t>(right - left) * channels * sizeof(float));
}

WindowReader::WindowReader(const ImageWindow& window, int height, int width, int channels,
                           AlignedVector<float>& buffer, int slack)
    : window_(window), height_(height), width_(width), channels_(channels) {
  inside_ = slack == 0 && window.top >= 0 && window.left >= 0 && window.top + window.height <= height &&
            window.left + window.width <= width;
  row_step_ = (inside_ ? width : window.width) * channels;
  if (inside_) return;
  const std::size_t size = static_cast<std::size_t>(window.height) * window.width * channels + slack;
  if (buffer.size() < size) buffer.resize(size);
  buffer_ = buffer.data();
  // Once a batch: read() always overwrites the same pixels.
  std::fill(buffer_, buffer_ + size, 0.0f);
}

const float* WindowReader::read(const float* image) {
  if (inside_) return image + (static_cast<std::ptrdiff_t>(window_.top) * width_ + window_.left) * channels_;
  copy_window(window_, height_, width_, channels_, image, buffer_, row_step_);
  return buffer_;
}

}  // namespace convlens::kernels
