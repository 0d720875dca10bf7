#include "ui/paint/map_image.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace convlens::ui {
namespace {

constexpr float kWhite = 255;
constexpr int kTableSize = 1024;
constexpr int kLightest = 140;  // grey level that white text can still be read on
using Table = std::array<QRgb, kTableSize>;

QRgb rgb(Colour colour) { return qRgb(colour.r, colour.g, colour.b); }

Table make_table(ColourMap map) {
  Table table;
  const ValueRange range = map == ColourMap::diverging ? ValueRange{-1, 1} : ValueRange{0, 1};
  for (int i = 0; i < kTableSize; ++i) {
    const float t = static_cast<float>(i) / (kTableSize - 1);
    table[static_cast<std::size_t>(i)] = rgb(colour_of(range.low + t * (range.high - range.low), map, range));
  }
  return table;
}

const Table& table_of(ColourMap map) {
  static const Table diverging = make_table(ColourMap::diverging);
  static const Table sequential = make_table(ColourMap::sequential);
  static const Table grey = make_table(ColourMap::grey);
  return map == ColourMap::diverging ? diverging : map == ColourMap::sequential ? sequential : grey;
}

/// Not a number is painted like the lowest value rather than read beyond the table.
QRgb look_up(const Table& table, float value, float low, float factor) {
  const float t = (value - low) * factor;
  const int index = t >= 0 ? static_cast<int>(std::min(t, kTableSize - 1.0f) + 0.5f) : 0;
  return table[static_cast<std::size_t>(std::min(index, kTableSize - 1))];
}

float factor_of(ValueRange range) { return (kTableSize - 1) / std::max(range.high - range.low, 1e-30f); }

bool is_non_negative_kind(std::string_view kind) { return kind == "relu" || kind == "softmax"; }
bool passes_sign_on(std::string_view kind) {
  return kind == "max_pool" || kind == "average_pool" || kind == "global_average_pool" || kind == "flatten" ||
         kind == "dropout" || kind == "lrn" || kind == "concat" || kind == "add" || kind == "select_channels";
}

}  // namespace

QImage to_qimage(const Pixels& pixels) {
  if (pixels.width == 0 || pixels.height == 0) return {};
  return QImage(pixels.rgba.data(), pixels.width, pixels.height, pixels.width * 4, QImage::Format_RGBA8888)
      .copy();
}

QImage to_qimage(const Image& image) {
  if (image.empty()) return {};
  const auto format = image.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888;
  return QImage(image.pixels.data(), image.width, image.height, image.width * image.channels, format).copy();
}

QImage to_qimage(const Tensor<float>& picture) {
  if (picture.empty()) return {};
  const Shape& shape = picture.shape();
  QImage image;
  if (shape.channels != 3) {
    paint_channel(picture, 0, ColourMap::grey, {0, 1}, image);
    return image;
  }
  image = QImage(shape.width, shape.height, QImage::Format_RGB32);
  const auto level = [](float v) { return static_cast<int>(std::clamp(v, 0.0f, 1.0f) * 255 + 0.5f); };
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x)
      image.setPixel(
          x, y,
          qRgb(level(picture.at(0, 0, y, x)), level(picture.at(0, 1, y, x)), level(picture.at(0, 2, y, x))));
  return image;
}

Image to_image(const QImage& source) {
  Image image;
  if (source.isNull()) return image;
  QImage flat(source.size(), QImage::Format_RGB32);
  const QImage argb = source.convertToFormat(QImage::Format_ARGB32);
  image.width = flat.width();
  image.height = flat.height();
  image.channels = 3;
  image.pixels.resize(static_cast<std::size_t>(image.width) * image.height * 3);
  auto* out = image.pixels.data();
  const auto over_white = [](int value, int alpha) {
    return static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
  };
  for (int y = 0; y < image.height; ++y) {
    const auto* line = reinterpret_cast<const QRgb*>(argb.constScanLine(y));
    for (int x = 0; x < image.width; ++x, out += 3) {
      out[0] = over_white(qRed(line[x]), qAlpha(line[x]));
      out[1] = over_white(qGreen(line[x]), qAlpha(line[x]));
      out[2] = over_white(qBlue(line[x]), qAlpha(line[x]));
    }
  }
  return image;
}

Image to_image(const Tensor<float>& picture) {
  const Shape& shape = picture.shape();
  Image image{shape.width, shape.height, shape.channels == 3 ? 3 : 1, {}};
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x)
      for (int c = 0; c < image.channels; ++c)
        image.pixels.push_back(
            static_cast<std::uint8_t>(std::lround(std::clamp(picture.at(0, c, y, x), 0.0f, 1.0f) * kWhite)));
  return image;
}

ColourMap colour_map_of(const Graph& graph, int node) {
  if (node == kGraphInput) return ColourMap::grey;
  const Node& n = graph.node(node);
  if (is_non_negative_kind(n.layer->kind())) return ColourMap::sequential;
  if (!passes_sign_on(n.layer->kind())) return ColourMap::diverging;
  for (const int input : n.inputs)
    if (input != kGraphInput && colour_map_of(graph, input) == ColourMap::diverging)
      return ColourMap::diverging;
  return ColourMap::sequential;
}

ValueRange extremes_of(const Tensor<float>& values, int channel) {
  if (values.empty()) return {0, 0};
  const std::size_t size = values.shape().size();
  const std::size_t step = channel < 0 ? 1 : static_cast<std::size_t>(values.shape().channels);
  const float* data = values.data();
  std::size_t i = channel < 0 ? 0 : static_cast<std::size_t>(channel);
  ValueRange range{data[i], data[i]};
  for (; i < size; i += step) {
    range.low = std::min(range.low, data[i]);
    range.high = std::max(range.high, data[i]);
  }
  return range;
}

ValueRange scale_range(ValueRange extremes, ColourMap map) {
  if (map == ColourMap::grey) return {0, 1};
  if (map == ColourMap::diverging) {
    const float m = std::max(std::abs(extremes.low), std::abs(extremes.high));
    return m > 0 ? ValueRange{-m, m} : ValueRange{-1, 1};
  }
  const ValueRange range{std::min(0.0f, extremes.low), extremes.high};
  return range.high > range.low ? range : ValueRange{range.low, range.low + 1};
}

void paint_channel(const Tensor<float>& values, int channel, ColourMap map, ValueRange range, QImage& image) {
  const Shape& shape = values.shape();
  if (image.size() != QSize(shape.width, shape.height) || image.format() != QImage::Format_RGB32)
    image = QImage(shape.width, shape.height, QImage::Format_RGB32);
  const Table& table = table_of(map);
  const float factor = factor_of(range);
  const float* in = values.data() + channel;
  for (int y = 0; y < shape.height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < shape.width; ++x, in += shape.channels)
      line[x] = look_up(table, *in, range.low, factor);
  }
}

QColor text_colour_on(QRgb colour) { return qGray(colour) > kLightest ? Qt::black : Qt::white; }

QRgb colour_rgb(float value, ColourMap map, ValueRange range) {
  if (map == ColourMap::categorical) return rgb(class_colour(static_cast<int>(value)));
  return look_up(table_of(map), value, range.low, factor_of(range));
}

}  // namespace convlens::ui
