#include "core/render/colour_scale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "core/render/oklab.h"

namespace convlens {
namespace {

constexpr int kSteps = 256;
constexpr float kByte = 255.0f;
using Table = std::array<Colour, kSteps>;

Table cividis_table() {
  cv::Mat ramp(1, kSteps, CV_8U), bgr;
  for (int i = 0; i < kSteps; ++i) ramp.at<std::uint8_t>(i) = static_cast<std::uint8_t>(i);
  cv::applyColorMap(ramp, bgr, cv::COLORMAP_CIVIDIS);
  Table table;
  for (int i = 0; i < kSteps; ++i) {
    const auto& colour = bgr.at<cv::Vec3b>(i);
    table[static_cast<std::size_t>(i)] = {colour[2], colour[1], colour[0], 255};
  }
  return table;
}

// One arm of the diverging scale: from white, evenly darker and stronger, to the end. Both arms have the same
// lightness at the same distance, so that only the hue tells the sign, and blue against red is a pair that
// every kind of colour vision tells apart.
constexpr double kEndLightness = 0.42, kEndChroma = 0.155, kBlueHue = 260.0, kRedHue = 27.0;

Table diverging_arm(double hue_degrees) {
  const double hue = hue_degrees * std::numbers::pi / 180.0;
  Table table;
  table[0] = {255, 255, 255, 255};
  for (int i = 1; i < kSteps; ++i) {
    const double t = i / static_cast<double>(kSteps - 1), chroma = kEndChroma * t;
    table[static_cast<std::size_t>(i)] =
        from_oklab({1 - t * (1 - kEndLightness), chroma * std::cos(hue), chroma * std::sin(hue)});
  }
  return table;
}

// Found by a search that pushed the ten apart in Oklab as normal, protan, deutan and tritan eyes see them
// (Machado, Oliveira & Fernandes 2009), each near a hue of its own, away from white and kNoValueColour.
constexpr std::array<Colour, kClassColours> kClasses = {{{91, 4, 101},
                                                         {255, 117, 0},
                                                         {34, 147, 164},
                                                         {188, 0, 5},
                                                         {175, 228, 189},
                                                         {29, 103, 104},
                                                         {255, 226, 0},
                                                         {111, 27, 185},
                                                         {152, 91, 246},
                                                         {237, 136, 255}}};
constexpr double kRepeatDarker = 0.72;

Colour look_up(const Table& table, float share) {
  const float step = std::clamp(share, 0.0f, 1.0f) * (kSteps - 1);
  return table[static_cast<std::size_t>(std::lround(step))];
}

Colour diverging(float value, ValueRange range) {
  static const Table blue = diverging_arm(kBlueHue), red = diverging_arm(kRedHue);
  const float reach = std::max(std::abs(range.low), std::abs(range.high));
  if (reach == 0) return value == 0 ? blue[0] : (value < 0 ? blue : red)[kSteps - 1];
  return look_up(value < 0 ? blue : red, std::abs(value) / reach);
}

float share_of(float value, ValueRange range) {
  return range.high > range.low ? (value - range.low) / (range.high - range.low)
                                : (value > range.low ? 1.0f : 0.0f);
}

Pixels zoomed(int height, int width, int zoom, auto&& colour_at) {
  Pixels pixels(width * zoom, height * zoom);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const Colour colour = colour_at(y, x);
      for (int dy = 0; dy < zoom; ++dy)
        for (int dx = 0; dx < zoom; ++dx) {
          std::uint8_t* p = pixels.at(y * zoom + dy, x * zoom + dx);
          p[0] = colour.r, p[1] = colour.g, p[2] = colour.b, p[3] = colour.a;
        }
    }
  return pixels;
}

}  // namespace

ValueRange range_of(std::span<const float> values, ColourMap map) {
  if (map == ColourMap::grey) return {0, 1};
  float low = 0, high = 0;
  bool first = true;
  for (const float v : values) {
    if (!std::isfinite(v)) continue;
    low = first ? v : std::min(low, v);
    high = first ? v : std::max(high, v);
    first = false;
  }
  if (map == ColourMap::diverging) {
    const float reach = std::max(std::abs(low), std::abs(high));
    return reach > 0 ? ValueRange{-reach, reach} : ValueRange{-1, 1};
  }
  low = std::min(0.0f, map == ColourMap::categorical ? 0.0f : low);
  if (high > low) return {low, high};
  return low < 0 ? ValueRange{low, 0} : ValueRange{0, 1};
}

Colour colour_of(float value, ColourMap map, ValueRange range) {
  if (std::isnan(value)) return kNoValueColour;
  switch (map) {
    case ColourMap::diverging:
      return diverging(value, range);
    case ColourMap::sequential: {
      static const Table cividis = cividis_table();
      return look_up(cividis, share_of(value, range));
    }
    case ColourMap::categorical:
      return class_colour(static_cast<int>(std::lround(value)));
    case ColourMap::grey:
      break;
  }
  const auto level =
      static_cast<std::uint8_t>(std::lround(std::clamp(share_of(value, range), 0.0f, 1.0f) * kByte));
  return {level, level, level, 255};
}

Colour class_colour(int index) {
  if (index < 0) return kNoValueColour;
  const Colour first = kClasses[static_cast<std::size_t>(index % kClassColours)];
  const int round = index / kClassColours;
  if (round == 0) return first;
  const Oklab colour = to_oklab(first);
  const double darker = std::pow(kRepeatDarker, round);
  return from_oklab({colour.lightness * darker, colour.a * darker, colour.b * darker});
}

Pixels paint_map(std::span<const float> values, int height, int width, ColourMap map, ValueRange range,
                 int zoom) {
  return zoomed(height, width, zoom, [&](int y, int x) {
    return colour_of(values[static_cast<std::size_t>(y) * width + x], map, range);
  });
}

Pixels paint_rgb(std::span<const float> chw, int height, int width, ValueRange range, int zoom) {
  const std::size_t area = static_cast<std::size_t>(height) * width;
  return zoomed(height, width, zoom, [&](int y, int x) {
    const std::size_t i = static_cast<std::size_t>(y) * width + x;
    Colour colour;
    std::uint8_t* const planes[] = {&colour.r, &colour.g, &colour.b};
    for (std::size_t c = 0; c < 3; ++c) {
      const float value = chw[c * area + i];
      if (std::isnan(value)) return kNoValueColour;
      *planes[c] = colour_of(value, ColourMap::grey, range).r;
    }
    return colour;
  });
}

}  // namespace convlens
