#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/data/preprocess.h"

namespace convlens {
namespace {

constexpr float kLevels = 255;
constexpr int kRgb = 3;

/// HWC floats 0..1 with the wanted number of channels.
cv::Mat with_channels(const Image& image, int channels, const std::string& subject) {
  if (channels != 1 && channels != kRgb)
    throw Error(ErrorKind::shape_mismatch, subject,
                "a picture of " + std::to_string(image.channels) + " channel(s)",
                "values of " + std::to_string(channels) + " channels");
  if (image.empty()) throw Error(ErrorKind::empty_image, subject);
  cv::Mat pixels(image.height, image.width, CV_32FC(channels));
  if (channels == 1) {
    const GreyImage grey = to_grey(image);
    std::copy(grey.pixels.begin(), grey.pixels.end(), pixels.ptr<float>());
    return pixels;
  }
  const std::size_t area = static_cast<std::size_t>(image.width) * image.height;
  float* out = pixels.ptr<float>();
  for (std::size_t p = 0; p < area; ++p)
    for (std::size_t c = 0; c < kRgb; ++c)
      out[p * kRgb + c] = static_cast<float>(image.pixels[image.channels == 1 ? p : p * kRgb + c]) / kLevels;
  return pixels;
}

/// The largest part around the middle that is as wide for its height as the shape.
cv::Rect middle_of(const cv::Size& size, const Shape& shape) {
  const auto side = [](int length, int part, int of) {
    return static_cast<int>(std::lround(static_cast<double>(length) * part / of));
  };
  const int width = std::clamp(side(size.height, shape.width, shape.height), 1, size.width);
  const int height = std::clamp(side(size.width, shape.height, shape.width), 1, size.height);
  return {(size.width - width) / 2, (size.height - height) / 2, width, height};
}

Tensor<float> as_tensor(const cv::Mat& pixels, const Shape& shape) {
  Tensor<float> tensor(1, shape);
  std::copy_n(pixels.ptr<float>(), tensor.size(), tensor.data());
  return tensor;
}

}  // namespace

Tensor<float> raw_pixels(const Image& image, const Shape& shape, const std::string& subject) {
  if (image.width != shape.width || image.height != shape.height)
    throw Error(ErrorKind::shape_mismatch, subject,
                to_string(Shape{image.channels, image.height, image.width}), to_string(shape));
  return as_tensor(with_channels(image, shape.channels, subject), shape);
}

Tensor<float> fitted_pixels(const Image& image, const Shape& shape) {
  const cv::Mat whole = with_channels(image, shape.channels, "the picture");
  cv::Mat fitted;
  cv::resize(whole(middle_of(whole.size(), shape)), fitted, cv::Size(shape.width, shape.height), 0, 0,
             cv::INTER_AREA);
  return as_tensor(fitted, shape);
}

}  // namespace convlens
