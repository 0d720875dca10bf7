#include "ui/views/filter_pictures.h"

#include <cmath>

#include "ui/views/filter_values.h"

namespace convlens::ui {
namespace {

constexpr int kGap = 1;

int mosaic_columns(const Filters& filters) {
  return static_cast<int>(std::ceil(std::sqrt(static_cast<double>(filters.in))));
}

void paint_kernel(const Filters& filters, int out, int in, ValueRange range, QImage& image, QPoint corner) {
  const float* weight = kernel_of(filters, out, in).data();
  for (int y = 0; y < filters.height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(corner.y() + y)) + corner.x();
    for (int x = 0; x < filters.width; ++x) line[x] = colour_rgb(*weight++, ColourMap::diverging, range);
  }
}

}  // namespace

QImage kernel_picture(const Filters& filters, int out, int in, ValueRange range) {
  QImage image(filters.width, filters.height, QImage::Format_RGB32);
  paint_kernel(filters, out, in, range, image, {0, 0});
  return image;
}

QImage colour_picture(const Filters& filters, int out, ValueRange range) {
  return to_qimage(paint_rgb(filter_of(filters, out), filters.height, filters.width, range));
}

QImage filter_mosaic(const Filters& filters, int out, ValueRange range) {
  const int columns = mosaic_columns(filters), rows = (filters.in + columns - 1) / columns;
  const int across = filters.width + kGap, down = filters.height + kGap;
  QImage image(columns * across - kGap, rows * down - kGap, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  for (int in = 0; in < filters.in; ++in)
    paint_kernel(filters, out, in, range, image, {in % columns * across, in / columns * down});
  return image;
}

std::optional<KernelPlace> place_in_mosaic(const Filters& filters, int y, int x) {
  const int across = filters.width + kGap, down = filters.height + kGap;
  const KernelPlace place{y / down * mosaic_columns(filters) + x / across, y % down, x % across};
  if (place.y >= filters.height || place.x >= filters.width || place.in >= filters.in) return {};
  return place;
}

}  // namespace convlens::ui
