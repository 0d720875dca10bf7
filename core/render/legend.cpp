#include "core/render/legend.h"

#include <algorithm>
#include <utility>

namespace convlens {
namespace {

constexpr int kNumberGap = 5;     // between the bar and its numbers
constexpr int kNumberSpace = 12;  // between neighbouring numbers

/// The value at the centre of pixel i of a bar of that length; the end pixels have the ends' own colours.
float value_at(int i, int length, ColourMap map, ValueRange range) {
  if (map == ColourMap::diverging) {
    const float reach = std::max(std::abs(range.low), std::abs(range.high));
    range = {-reach, reach};
  }
  const float share = length > 1 ? static_cast<float>(i) / static_cast<float>(length - 1) : 0.0f;
  return range.low + share * (range.high - range.low);
}

}  // namespace

LegendNumbers legend_numbers(ColourMap map, ValueRange range) {
  const float low = value_at(0, 3, map, range), high = value_at(2, 3, map, range);
  return {number_text(low), map == ColourMap::diverging ? "0" : number_text(low + (high - low) / 2),
          number_text(high)};
}

int legend_height() { return kLegendThickness + kNumberGap + line_height(kCaptionText); }

int smallest_legend_length(ColourMap map, ValueRange range) {
  const LegendNumbers numbers = legend_numbers(map, range);
  const int half_middle = (text_width(numbers.middle, kCaptionText) + 1) / 2;
  const int end = std::max(text_width(numbers.low, kCaptionText), text_width(numbers.high, kCaptionText));
  return 2 * (end + kNumberSpace + half_middle);
}

int draw_legend_below(VectorPicture& drawing, int x, int y, int length, ColourMap map, ValueRange range) {
  Canvas bar(length, kLegendThickness);
  for (int i = 0; i < length; ++i)
    bar.fill(i, 0, 1, kLegendThickness, colour_of(value_at(i, length, map, range), map, range));
  drawing.place(std::move(bar).take(), x, y);
  drawing.frame(x, y, length, kLegendThickness);
  const LegendNumbers numbers = legend_numbers(map, range);
  const int below = y + kLegendThickness + kNumberGap;
  drawing.text(numbers.low, x, below, kCaptionText);
  drawing.text(numbers.middle, x + length / 2, below, kCaptionText, Align::centre);
  drawing.text(numbers.high, x + length, below, kCaptionText, Align::right);
  return legend_height();
}

int smallest_upright_legend() { return 4 * line_height(kCaptionText); }

int legend_width(ColourMap map, ValueRange range) {
  const LegendNumbers numbers = legend_numbers(map, range);
  return kLegendThickness + kNumberGap +
         std::max({text_width(numbers.low, kCaptionText), text_width(numbers.middle, kCaptionText),
                   text_width(numbers.high, kCaptionText)});
}

void draw_legend_beside(VectorPicture& drawing, int x, int y, int length, ColourMap map, ValueRange range) {
  Canvas bar(kLegendThickness, length);
  for (int i = 0; i < length; ++i)
    bar.fill(0, length - 1 - i, kLegendThickness, 1, colour_of(value_at(i, length, map, range), map, range));
  drawing.place(std::move(bar).take(), x, y);
  drawing.frame(x, y, kLegendThickness, length);
  const LegendNumbers numbers = legend_numbers(map, range);
  const int beside = x + kLegendThickness + kNumberGap, half = static_cast<int>(kCaptionText.cap_height) / 2;
  drawing.text(numbers.high, beside, y, kCaptionText);
  drawing.text(numbers.middle, beside, y + length / 2 - half, kCaptionText);
  drawing.text(numbers.low, beside, y + length - 2 * half, kCaptionText);
}

}  // namespace convlens
