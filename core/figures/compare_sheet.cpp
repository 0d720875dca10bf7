#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/figures/compare_pictures.h"
#include "core/render/canvas.h"
#include "core/render/legend.h"
#include "core/render/picture_table.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

constexpr std::size_t kMostRows = 8;      // pictures of a layer that one sheet shows
constexpr std::size_t kMostClasses = 20;   // bars
constexpr int kMargin = 16, kGap = 14, kNameGap = 6;
constexpr int kShortestLegend = 120;
constexpr int kBarLength = 96, kBarHeight = 14, kNumberWidth = 64;
constexpr Colour kBarColour{36, 99, 201, 255};

enum Column { kA, kB, kDifference };
constexpr std::array kColumns{kA, kB, kDifference};
constexpr std::array<const char*, 3> kNames{"A", "B", "A - B"};

Pixels paint_part(const Comparison& comparison, const ComparePart& part, const CompareScales& scales, Column column, int zoom) {
  if (column == kDifference)
    return paint_map(plane_of(comparison.difference, part), part.height, part.width, ColourMap::diverging, scales.difference, zoom);
  const std::vector<float>& values = (column == kA ? comparison.a : comparison.b).array.values;
  const ValueRange range = column == kA ? scales.a : scales.b;
  if (scales.map == ColourMap::categorical) {
    const std::vector<std::int32_t> labels(values.begin(), values.end());
    return paint_classes(labels, part.height, part.width,
                         (column == kA ? comparison.a : comparison.b).class_names, "")
        .pixels();
  }
  if (is_colour(part))
    return paint_rgb(std::span(values).subspan(part.first, part.count), part.height, part.width, range, zoom);
  return paint_map(plane_of(values, part), part.height, part.width, scales.map, range, zoom);
}

/// A bar from the left, or from the middle where it can go both ways, and its number.
Pixels paint_bar(float value, float reach, bool both_ways) {
  Canvas canvas(kBarLength + kNumberWidth, kBarHeight);
  const int full = both_ways ? kBarLength / 2 : kBarLength, start = both_ways ? kBarLength / 2 : 0;
  const int length = reach > 0 ? static_cast<int>(std::lround(static_cast<float>(full) * std::abs(value) / reach)) : 0;
  const Colour colour = both_ways ? colour_of(value < 0 ? -1.0f : 1.0f, ColourMap::diverging, {-1.0f, 1.0f}) : kBarColour;
  canvas.fill(value < 0 ? start - length : start, 0, length, kBarHeight, colour);
  if (both_ways) canvas.fill(start, 0, 1, kBarHeight, kTextColour);
  canvas.text(number_text(value), kBarLength + kNumberWidth - 2, (kBarHeight - line_height(kCaptionText)) / 2 + 1, kCaptionText,
              Align::right);
  return std::move(canvas).take();
}

/// The classes that either side finds likely, in the order of their indices.
std::vector<std::size_t> likely_classes(const Comparison& comparison) {
  const std::vector<float>&a = comparison.a.array.values, &b = comparison.b.array.values;
  std::vector<std::size_t> order(a.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t x, std::size_t y) { return std::max(a[x], b[x]) > std::max(a[y], b[y]); });
  order.resize(std::min(order.size(), kMostClasses));
  std::sort(order.begin(), order.end());
  return order;
}

std::string name_of_class(const Comparison& comparison, std::size_t index) {
  const auto name = [&](const CompareSide& side) {
    return index < side.class_names.size() ? side.class_names[index] : std::to_string(index);
  };
  const std::string a = name(comparison.a), b = name(comparison.b);
  return a == b ? a : a + " / " + b;
}

PictureTable table_of_bars(const Comparison& comparison) {
  PictureTable table{.title = "probabilities", .columns = {kNames.begin(), kNames.end()}, .rows = {}, .pictures = {}};
  const float reach = range_of(comparison.difference, ColourMap::diverging).high;
  for (const std::size_t i : likely_classes(comparison)) {
    table.rows.push_back(name_of_class(comparison, i));
    table.pictures.push_back(paint_bar(comparison.a.array.values[i], 1, false));
    table.pictures.push_back(paint_bar(comparison.b.array.values[i], 1, false));
    table.pictures.push_back(paint_bar(comparison.difference[i], reach, true));
  }
  return table;
}

/// "Grad-CAM, class 7"
std::string what_is(const CompareSide& side) {
  std::string text;
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : ", ") + more; };
  if (side.question.figure == ComparedFigure::deconv) add("rule " + std::string(word_of(side.question.projection.rule)));
  if (side.question.figure == ComparedFigure::saliency) add(std::string(side.question.method->title));
  if (side.map && side.question.map == OcclusionMap::activation) add("map " + std::to_string(*side.map) + " of " + side.layer);
  if (side.label) add("class " + side.class_name);
  if (side.error) add("error " + number_text(static_cast<float>(*side.error)));
  return text;
}

std::string title_of(const Comparison& comparison, int unit, std::size_t shown, std::size_t all) {
  const CompareSide& a = comparison.a;
  std::string title(kind_of(a.question.figure).word);
  if (a.question.figure == ComparedFigure::occlude) title += ", " + std::string(word_of(a.question.map));
  if (!a.layer.empty() && kind_of(a.question.figure).takes_layer) title += ", " + a.layer;
  if (unit >= 0 && kind_of(a.question.figure).takes_unit) title += ", unit " + std::to_string(unit);
  if (shown < all) title += " (the " + std::to_string(shown) + " of " + std::to_string(all) + " that differ most)";
  return title;
}

PictureTable table_of_pictures(const Comparison& comparison, int unit, const CompareScales& scales) {
  const std::vector<ComparePart> parts = most_different(comparison, unit, kMostRows);
  const std::size_t all = most_different(comparison, unit, comparison.difference.size()).size();
  PictureTable table{.title = title_of(comparison, unit, parts.size(), all),
                     .columns = {kNames.begin(), kNames.end()},
                     .second_line = {what_is(comparison.a), what_is(comparison.b), ""},
                     .rows = {},
                     .pictures = {}};
  if (table.second_line[kA].empty()) table.second_line.clear();
  for (const ComparePart& part : parts) {
    const int zoom = parts.size() == 1 ? figure_zoom(part.height, part.width) / 2
                                       : tile_zoom(part.height, part.width, static_cast<int>(parts.size() * kColumns.size()));
    table.rows.push_back(part.name);
    for (const Column column : kColumns) table.pictures.push_back(paint_part(comparison, part, scales, column, std::max(1, zoom)));
  }
  return table;
}

std::string numbers_line(const Comparison& comparison) {
  const Difference& numbers = comparison.numbers;
  const auto text = [](double value) { return std::isnan(value) ? std::string("none") : number_text(static_cast<float>(value)); };
  if (comparison.a.array.classes) return "places where the classes differ (red): " + text(100 * numbers.differing) + " %";
  return "largest difference " + text(numbers.largest) + ", relative L2 " + text(numbers.relative_l2) + ", cosine " +
         text(numbers.cosine) + ", rank correlation " + text(numbers.rank_correlation);
}

struct NamedScale {
  std::string name;
  ColourMap map;
  ValueRange range;
  int length() const { return std::max(kShortestLegend, smallest_legend_length(map, range)); }
};

/// A bar's length tells what a colour tells of a picture, and its number stands beside it. Colour pictures have none.
std::vector<NamedScale> legends_of(const Comparison& comparison, const CompareScales& scales) {
  const std::vector<ComparePart> parts = parts_of(comparison);
  std::vector<NamedScale> legends;
  if (parts.empty() || scales.map == ColourMap::categorical) return legends;
  if (!is_colour(parts.front())) {
    legends.push_back({scales.shared ? "A and B" : "A", scales.map, scales.a});
    if (!scales.shared) legends.push_back({"B", scales.map, scales.b});
  }
  legends.push_back({is_colour(parts.front()) ? "A - B, summed over the colours" : "A - B", ColourMap::diverging, scales.difference});
  return legends;
}

}  // namespace

VectorPicture paint_comparison(const Comparison& comparison, int unit) {
  const CompareScales scales = scales_of(comparison);
  const bool bars = comparison.a.question.figure == ComparedFigure::probabilities;
  VectorPicture table =
      paint_table(bars ? table_of_bars(comparison) : table_of_pictures(comparison, unit, scales));
  const std::vector<NamedScale> legends = legends_of(comparison, scales);
  const std::string numbers = numbers_line(comparison);
  int width = kMargin;
  for (const NamedScale& legend : legends) width += std::max(legend.length(), text_width(legend.name, kCaptionText)) + kGap;
  width = std::max({width - kGap + kMargin, table.width(), text_width(numbers, kCaptionText) + 2 * kMargin});
  const int line = line_height(kCaptionText) + kNameGap;
  const int height = table.height() + (legends.empty() ? 0 : line + legend_height() + kGap) + line + kMargin;
  const int below = table.height();
  VectorPicture drawing(width, height);
  drawing.place(std::move(table), 0, 0);
  int x = kMargin, y = below;
  for (const NamedScale& legend : legends) {
    drawing.text(legend.name, x, y, kCaptionText);
    draw_legend_below(drawing, x, y + line, legend.length(), legend.map, legend.range);
    x += std::max(legend.length(), text_width(legend.name, kCaptionText)) + kGap;
  }
  if (!legends.empty()) y += line + legend_height() + kGap;
  drawing.text(numbers, kMargin, y, kCaptionText);
  return drawing;
}

}  // namespace convlens
