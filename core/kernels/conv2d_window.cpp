#include "core/kernels/conv2d_window.h"

#include <algorithm>
#include <cstring>

namespace convlens::kernels {

ImageWindow input_window(const Conv2dGeometry& g) {
  return {-g.pad_top, -g.pad_left, (g.out_height - 1) * g.stride_y + (g.kernel_y - 1) * g.dilation_y + 1,
          (g.out_width - 1) * g.stride_x + (g.kernel_x - 1) * g.dilation_x + 1};
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
  const auto pixel = [&](int y, int x) { return (static_cast<std::ptrdiff_t>(y) * width_ + x) * channels_; };
  if (inside_) return image + pixel(window_.top, window_.left);
  const int top = std::max(0, window_.top), bottom = std::min(height_, window_.top + window_.height);
  const int left = std::max(0, window_.left), right = std::min(width_, window_.left + window_.width);
  if (left >= right) return buffer_;
  for (int y = top; y < bottom; ++y)
    std::memcpy(buffer_ + static_cast<std::ptrdiff_t>(y - window_.top) * row_step_ +
                    (left - window_.left) * channels_,
                image + pixel(y, left), static_cast<std::size_t>(right - left) * channels_ * sizeof(float));
  return buffer_;
}

}  // namespace convlens::kernels
