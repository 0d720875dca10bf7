#include "ui/paint/projection_image.h"

#include <algorithm>
#include <cmath>

#include "ui/paint/map_image.h"

namespace convlens::ui {
namespace {
constexpr int kOpaque = 255;
constexpr int kColourChannels = 3;
// A weak signal is still seen: its opacity grows with the square root of its strength.
double opacity(double share) { return std::sqrt(std::clamp(share, 0.0, 1.0)); }
}  // namespace

QImage projection_picture_chw(std::span<const float> chw, const Shape& shape, ValueRange range) {
  if (shape.channels == kColourChannels) return to_qimage(paint_rgb(chw, shape.height, shape.width, range));
  QImage image(shape.width, shape.height, QImage::Format_RGB32);
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x)
      image.setPixel(x, y, colour_rgb(chw[static_cast<std::size_t>(y) * static_cast<std::size_t>(shape.width) +
                                          static_cast<std::size_t>(x)],
                                      ColourMap::diverging, range));
  return image;
}

QImage projection_picture(const Tensor<float>& pixels, ValueRange range) {
  std::vector<float> chw(pixels.shape().size());
  to_chw(pixels.data(), pixels.shape(), chw.data());
  return projection_picture_chw(chw, pixels.shape(), range);
}

QImage projection_overlay(const Tensor<float>& pixels, ValueRange range) {
  const Shape& shape = pixels.shape();
  const float largest = std::max(std::abs(range.low), std::abs(range.high));
  QImage image(shape.width, shape.height, QImage::Format_ARGB32);
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x) {
      float strongest = 0;
      for (int c = 0; c < shape.channels; ++c)
        if (std::abs(pixels.at(0, c, y, x)) > std::abs(strongest)) strongest = pixels.at(0, c, y, x);
      // The end of the scale gives the colour, the opacity tells the strength.
      const QRgb end = colour_rgb(strongest < 0 ? -largest : largest, ColourMap::diverging, {-largest, largest});
      const double share = largest > 0 ? static_cast<double>(std::abs(strongest) / largest) : 0.0;
      image.setPixel(x, y, qRgba(qRed(end), qGreen(end), qBlue(end), static_cast<int>(kOpaque * opacity(share))));
    }
  return image;
}

QImage signal_image(std::span<const float> values, int height, int width) {
  const ValueRange range = range_of(values, ColourMap::sequential);
  QImage image(width, height, QImage::Format_ARGB32);
  image.fill(Qt::transparent);
  for (std::size_t i = 0; i < values.size(); ++i)
    image.setPixel(static_cast<int>(i) % width, static_cast<int>(i) / width,
                   colour_rgb(values[i], ColourMap::sequential, range));
  return image;
}

}  // namespace convlens::ui
