#include <algorithm>
#include <array>
#include <map>

#include "core/render/legend.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

constexpr int kMargin = 16, kBlockGap = 14, kTitleGap = 10;
constexpr int kFigureSide = 420;  // pixels that a map's longer side aims at
constexpr int kTickLength = 4, kTickGap = 3;
constexpr int kTickSpace = 16;  // pixels between two numbers of an axis
constexpr int kSwatch = 14, kSwatchGap = 6, kLegendRow = 20;

/// Where a map's pixels and the things around them lie.
struct Layout {
  int zoom, map_width, map_height, left, top, legend_left, width, height;
};

int axis_margin(int height) {
  return text_width(std::to_string(height - 1), kCaptionText) + kTickGap + kTickLength;
}

Layout lay_out(int height, int width, const std::string& title, int legend_width, int legend_height) {
  Layout l{};
  l.zoom = figure_zoom(height, width);
  l.map_width = width * l.zoom;
  l.map_height = height * l.zoom;
  l.left = kMargin + axis_margin(height);
  l.top = kMargin + (title.empty() ? 0 : line_height(kTitleText) + kTitleGap);
  l.legend_left = l.left + l.map_width + kBlockGap;
  l.width = std::max(l.legend_left + legend_width, kMargin + text_width(title, kTitleText)) + kMargin;
  const int axis = kTickLength + kTickGap + line_height(kCaptionText);
  l.height = l.top + std::max(l.map_height + axis, legend_height) + kMargin;
  return l;
}

/// The smallest of 1, 2, 5, 10, 20, 50, ... whose numbers stay apart.
int tick_step(int zoom, int number_size) {
  for (int decade = 1;; decade *= 10)
    for (const int factor : std::array{1, 2, 5})
      if (factor * decade * zoom >= number_size + kTickSpace) return factor * decade;
}

void draw_axes(VectorPicture& drawing, const Layout& l, int height, int width) {
  const int half_cap = static_cast<int>(kCaptionText.cap_height) / 2;
  const int step_x = tick_step(l.zoom, text_width(std::to_string(width - 1), kCaptionText));
  for (int x = 0; x < width; x += step_x) {
    const int middle = l.left + x * l.zoom + l.zoom / 2, below = l.top + l.map_height + 1;
    drawing.fill(middle, below, 1, kTickLength, kFrameColour);
    drawing.text(std::to_string(x), middle, below + kTickLength + kTickGap, kCaptionText, Align::centre);
  }
  const int step_y = tick_step(l.zoom, line_height(kCaptionText));
  for (int y = 0; y < height; y += step_y) {
    const int middle = l.top + y * l.zoom + l.zoom / 2;
    drawing.fill(l.left - 1 - kTickLength, middle, kTickLength, 1, kFrameColour);
    drawing.text(std::to_string(y), l.left - 1 - kTickLength - kTickGap, middle - half_cap, kCaptionText,
                 Align::right);
  }
}

VectorPicture start_figure(const Layout& l, const Pixels& picture, int height, int width,
                           const std::string& title) {
  VectorPicture drawing(l.width, l.height);
  drawing.text(title, kMargin, kMargin, kTitleText);
  drawing.place(picture, l.left, l.top);
  drawing.frame(l.left, l.top, l.map_width, l.map_height);
  draw_axes(drawing, l, height, width);
  return drawing;
}

std::string class_name(int index, std::span<const std::string> names) {
  if (index < 0) return "not computed";
  const auto i = static_cast<std::size_t>(index);
  return i < names.size() && is_drawable(names[i]) ? names[i] : "class " + std::to_string(index);
}

}  // namespace

int figure_zoom(int height, int width) { return std::max(1, kFigureSide / std::max({1, height, width})); }

VectorPicture paint_figure(std::span<const float> values, int height, int width, ColourMap map,
                           ValueRange range, const std::string& title) {
  const Layout l = lay_out(height, width, title, legend_width(map, range), smallest_upright_legend());
  VectorPicture drawing =
      start_figure(l, paint_map(values, height, width, map, range, l.zoom), height, width, title);
  const int length = std::max(l.map_height, smallest_upright_legend());
  draw_legend_beside(drawing, l.legend_left, l.top, length, map, range);
  return drawing;
}

VectorPicture paint_classes(std::span<const std::int32_t> labels, int height, int width,
                            std::span<const std::string> class_names, const std::string& title) {
  std::map<std::int32_t, std::string> occurring;
  for (const std::int32_t label : labels) occurring.try_emplace(label, class_name(label, class_names));
  int names_width = 0;
  for (const auto& [label, name] : occurring)
    names_width = std::max(names_width, text_width(name, kCaptionText));

  const Layout l = lay_out(height, width, title, kSwatch + kSwatchGap + names_width,
                           static_cast<int>(occurring.size()) * kLegendRow);
  const std::vector<float> indices(labels.begin(), labels.end());
  const Pixels picture = paint_map(indices, height, width, ColourMap::categorical, {}, l.zoom);
  VectorPicture drawing = start_figure(l, picture, height, width, title);
  int y = l.top;
  for (const auto& [label, name] : occurring) {
    drawing.fill(l.legend_left, y, kSwatch, kSwatch, class_colour(label));
    drawing.frame(l.legend_left, y, kSwatch, kSwatch);
    drawing.text(name, l.legend_left + kSwatch + kSwatchGap,
                 y + (kSwatch - static_cast<int>(kCaptionText.cap_height)) / 2, kCaptionText);
    y += kLegendRow;
  }
  return drawing;
}

}  // namespace convlens
