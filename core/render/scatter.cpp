#include "core/render/scatter.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <set>
#include <utility>

namespace convlens {
namespace {

constexpr int kMargin = 16, kGap = 8, kPlot = 960, kInset = 24;
constexpr int kSwatch = 14, kRow = 20;
constexpr double kDot = 3.2, kRing = 5.6;  // radii, pixels
constexpr int kLargestPicture = 32;
constexpr int kFrameWidth = 2;  // of a picture, in its class's colour
constexpr Colour kRingColour{0, 0, 0, 255};
constexpr std::size_t kMostNames = 40;  // in the legend

struct Span {
  double middle = 0, size = 0;
};
Span span_of(const std::vector<float>& values) {
  if (values.empty()) return {};
  const auto [low, high] = std::ranges::minmax_element(values);
  return {(static_cast<double>(*low) + static_cast<double>(*high)) / 2,
          static_cast<double>(*high) - static_cast<double>(*low)};
}

/// Places in pixels from the plot's corner.
struct Places {
  std::vector<float> x, y;

  explicit Places(const Scatter& scatter) {
    const Span across = span_of(scatter.x), up = span_of(scatter.y);
    const double size = std::max(across.size, up.size), scale = size > 0 ? (kPlot - 2 * kInset) / size : 0;
    for (const float value : scatter.x)
      x.push_back(static_cast<float>(kPlot / 2.0 + scale * (static_cast<double>(value) - across.middle)));
    for (const float value : scatter.y)
      y.push_back(static_cast<float>(kPlot / 2.0 - scale * (static_cast<double>(value) - up.middle)));
  }
};

/// A dot, inside a ring where it has one.
void draw_dot(VectorPicture& drawing, Point middle, bool ringed, Colour colour) {
  if (ringed) drawing.disc(middle, kRing, kRingColour);
  if (ringed) drawing.disc(middle, (kDot + kRing) / 2, kPaperColour);
  drawing.disc(middle, kDot, colour);
}

void draw_picture(VectorPicture& drawing, Pixels picture, int x, int y, bool ringed, Colour colour) {
  const auto band = [&](int beyond, Colour paint) {
    drawing.fill(x - beyond, y - beyond, picture.width + 2 * beyond, picture.height + 2 * beyond, paint);
  };
  if (ringed) band(2 * kFrameWidth, kRingColour);
  band(kFrameWidth, colour);
  drawing.place(std::move(picture), x, y);
}

std::string name_of(const Scatter& scatter, int index) {
  const auto i = static_cast<std::size_t>(index);
  return i < scatter.class_names.size() && is_drawable(scatter.class_names[i])
             ? scatter.class_names[i]
             : "class " + std::to_string(index);
}

cv::Mat mat_of(Pixels& pixels) { return cv::Mat(pixels.height, pixels.width, CV_8UC4, pixels.rgba.data()); }

/// Averaged down so that the longer side is no longer than a thumbnail's.
Pixels thumbnail(Pixels picture) {
  const int longer = std::max(picture.width, picture.height);
  if (longer <= kLargestPicture) return picture;
  Pixels small(std::max(1, picture.width * kLargestPicture / longer),
               std::max(1, picture.height * kLargestPicture / longer));
  cv::Mat to = mat_of(small);
  cv::resize(mat_of(picture), to, to.size(), 0, 0, cv::INTER_AREA);
  return small;
}

}  // namespace

std::vector<bool> points_with_room(const std::vector<float>& x, const std::vector<float>& y,
                                   const std::vector<bool>& first, float width, float height) {
  // In a grid of cells as large as a picture only the eight cells around can hold one that overlaps.
  std::map<std::pair<int, int>, std::size_t> taken;
  std::vector<bool> shown(x.size(), false);
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_partition(order, [&](std::size_t i) { return first[i]; });
  for (const std::size_t i : order) {
    const int column = static_cast<int>(std::floor(x[i] / width)),
              row = static_cast<int>(std::floor(y[i] / height));
    bool room = true;
    for (int dy = -1; dy <= 1 && room; ++dy)
      for (int dx = -1; dx <= 1 && room; ++dx) {
        const auto other = taken.find({row + dy, column + dx});
        room = other == taken.end() || std::abs(x[other->second] - x[i]) >= width ||
               std::abs(y[other->second] - y[i]) >= height;
      }
    if (!room) continue;
    shown[i] = true;
    taken[{row, column}] = i;
  }
  return shown;
}

VectorPicture paint_scatter(const Scatter& scatter) {
  const Places places(scatter);
  const std::set<int> occurring(scatter.classes.begin(), scatter.classes.end());
  const bool any_ring = std::ranges::find(scatter.ringed, true) != scatter.ringed.end();
  int names = any_ring ? text_width(scatter.ring_name, kCaptionText) : 0;
  for (const int index : occurring)
    names = std::max(names, text_width(name_of(scatter, index), kCaptionText));
  int widest_line = text_width(scatter.title, kTitleText);
  for (const std::string& note : scatter.notes)
    widest_line = std::max(widest_line, text_width(note, kCaptionText));

  const int top = kMargin + line_height(kTitleText) + kGap, legend = kMargin + kPlot + 2 * kGap;
  const int line = line_height(kCaptionText) + kGap / 2;
  VectorPicture drawing(std::max(legend + kSwatch + kGap + names, kMargin + widest_line) + kMargin,
                        top + kPlot + kGap + static_cast<int>(scatter.notes.size()) * line + kMargin);
  drawing.text(scatter.title, kMargin, kMargin, kTitleText);
  drawing.frame(kMargin, top, kPlot, kPlot);
  for (std::size_t i = 0; i < scatter.notes.size(); ++i)
    drawing.text(scatter.notes[i], kMargin, top + kPlot + kGap + static_cast<int>(i) * line, kCaptionText);

  int y = top;
  std::size_t listed = 0;
  for (const int index : occurring) {
    if (listed++ == kMostNames) {
      drawing.text("...", legend + kSwatch + kGap, y, kCaptionText);
      y += kRow;
      break;
    }
    drawing.fill(legend, y, kSwatch, kSwatch, class_colour(index));
    drawing.text(name_of(scatter, index), legend + kSwatch + kGap, y + 2, kCaptionText);
    y += kRow;
  }
  if (any_ring) drawing.text(scatter.ring_name, legend + kSwatch + kGap, y + 2, kCaptionText);

  std::vector<bool> pictured(scatter.x.size(), false);
  if (scatter.picture) {
    constexpr int kAround = 2 * kFrameWidth + 1;
    const float width = static_cast<float>(std::min(scatter.picture_width, kLargestPicture) + 2 * kAround);
    const float height = static_cast<float>(std::min(scatter.picture_height, kLargestPicture) + 2 * kAround);
    pictured = points_with_room(places.x, places.y, scatter.ringed, width, height);
  }
  if (any_ring) draw_dot(drawing, {legend + kSwatch / 2.0, y + kSwatch / 2.0}, true, kNoValueColour);
  const auto colour = [&](std::size_t i) { return class_colour(scatter.classes[i]); };
  for (std::size_t i = 0; i < pictured.size(); ++i)
    if (!pictured[i])
      draw_dot(drawing, {kMargin + static_cast<double>(places.x[i]), top + static_cast<double>(places.y[i])},
               scatter.ringed[i], colour(i));
  for (std::size_t i = 0; i < pictured.size(); ++i) {
    if (!pictured[i]) continue;
    Pixels picture = thumbnail(scatter.picture(i));
    const int x = kMargin + static_cast<int>(std::lround(places.x[i])) - picture.width / 2;
    const int over = top + static_cast<int>(std::lround(places.y[i])) - picture.height / 2;
    draw_picture(drawing, std::move(picture), x, over, scatter.ringed[i], colour(i));
  }
  return drawing;
}

}  // namespace convlens
