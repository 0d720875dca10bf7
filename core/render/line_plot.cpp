#include "core/render/line_plot.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace convlens {
namespace {

constexpr int kMargin = 16, kGap = 6, kTick = 4, kSwatch = 14, kRow = 20;
constexpr int kPlotWidth = 480, kPlotHeight = 300;
constexpr int kTicks = 5;             // at each axis, both ends among them
constexpr int kLineWidth = 2, kDot = 3, kHole = 2;
constexpr std::size_t kFewPoints = 40;  // a line of no more has dots

struct Frame {
  int left, top;
  ValueRange x, y;

  double column(float value) const { return left + share(value, x) * kPlotWidth; }
  double row(float value) const { return top + (1 - share(value, y)) * kPlotHeight; }
  static double share(float value, ValueRange range) {
    const double width = static_cast<double>(range.high) - static_cast<double>(range.low);
    return width > 0 ? (static_cast<double>(value) - static_cast<double>(range.low)) / width : 0.5;
  }
};

/// The colours have been through before.
bool is_repeated(std::size_t line) { return line >= kClassColours; }

float tick_value(ValueRange range, int tick) {
  return range.low + (range.high - range.low) * static_cast<float>(tick) / (kTicks - 1);
}

void draw_y_axis(VectorPicture& drawing, const Frame& frame) {
  for (int tick = 0; tick < kTicks; ++tick) {
    const float value = tick_value(frame.y, tick);
    const int row = static_cast<int>(std::lround(frame.row(value)));
    drawing.fill(frame.left - kTick, row, kTick, 1, kFrameColour);
    drawing.text(number_text(value), frame.left - kTick - kGap,
                 row - static_cast<int>(kCaptionText.cap_height) / 2, kCaptionText, Align::right);
  }
}

/// Every second name stands a line lower, so that neighbours keep apart.
void draw_x_axis(VectorPicture& drawing, const Frame& frame, const std::vector<std::string>& names) {
  const int below = frame.top + kPlotHeight, count = names.empty() ? kTicks : static_cast<int>(names.size());
  for (int i = 0; i < count; ++i) {
    const float value = names.empty() ? tick_value(frame.x, i) : static_cast<float>(i);
    const int column = static_cast<int>(std::lround(frame.column(value)));
    const int lower = names.empty() || i % 2 == 0 ? 0 : line_height(kCaptionText);
    drawing.fill(column, below, 1, kTick + lower, kFrameColour);
    drawing.text(names.empty() ? number_text(value) : names[static_cast<std::size_t>(i)], column,
                 below + kTick + kGap / 2 + lower, kCaptionText, Align::centre);
  }
}

/// ring: of a colour that an earlier line has; its dots are hollow.
void draw_line(VectorPicture& drawing, const Frame& frame, const PlotLine& line, Colour colour, bool ring) {
  const auto point = [&](std::size_t i) { return Point{frame.column(line.x[i]), frame.row(line.y[i])}; };
  const auto is_there = [&](std::size_t i) { return std::isfinite(line.y[i]); };
  std::vector<Point> run;
  for (std::size_t i = 0; i <= line.x.size(); ++i) {
    if (i < line.x.size() && is_there(i)) {
      run.push_back(point(i));
    } else if (!run.empty()) {
      if (run.size() > 1) drawing.line(std::move(run), kLineWidth, colour);
      run = {};
    }
  }
  for (std::size_t i = 0; i < line.x.size() && line.x.size() <= kFewPoints; ++i) {
    if (!is_there(i)) continue;
    drawing.disc(point(i), kDot, colour);
    if (ring) drawing.disc(point(i), kHole, kPaperColour);
  }
}

}  // namespace

VectorPicture paint_line_plot(const LinePlot& plot) {
  int y_numbers = 0;
  for (int tick = 0; tick < kTicks; ++tick)
    y_numbers = std::max(y_numbers, text_width(number_text(tick_value(plot.y, tick)), kCaptionText));
  int legend = 0;
  for (const PlotLine& line : plot.lines) legend = std::max(legend, text_width(line.name, kCaptionText));
  const bool named = plot.lines.size() > 1;
  // The axis' own name stands above it, level with the title's foot.
  const int title = line_height(kTitleText) + kGap, y_title = line_height(kCaptionText) + kGap;
  const int half_name = plot.x_names.empty() ? 0 : text_width(plot.x_names.front(), kCaptionText) / 2;
  const Frame frame{kMargin + std::max(y_numbers + kTick + kGap, half_name), kMargin + title + y_title, plot.x, plot.y};
  const int names = plot.x_names.empty() ? 1 : 2;
  const int last_name = plot.x_names.empty() ? 0 : text_width(plot.x_names.back(), kCaptionText) / 2;
  const int width = std::max(frame.left + kPlotWidth + std::max(last_name, named ? 2 * kGap + kSwatch + kGap + legend : kMargin),
                             kMargin + text_width(plot.title, kTitleText)) + kMargin;
  const int axis = kTick + kGap + names * line_height(kCaptionText) + kGap + line_height(kCaptionText);
  VectorPicture drawing(width, frame.top + kPlotHeight + axis + kMargin);
  drawing.text(plot.title, kMargin, kMargin, kTitleText);
  drawing.text(plot.y_title, kMargin, kMargin + title, kCaptionText);
  drawing.frame(frame.left, frame.top, kPlotWidth, kPlotHeight);
  draw_y_axis(drawing, frame);
  draw_x_axis(drawing, frame, plot.x_names);
  drawing.text(plot.x_title, frame.left + kPlotWidth / 2,
               frame.top + kPlotHeight + axis - line_height(kCaptionText), kCaptionText, Align::centre);
  for (std::size_t i = 0; named && i < plot.lines.size(); ++i) {
    const int left = frame.left + kPlotWidth + 2 * kGap, top = frame.top + static_cast<int>(i) * kRow;
    drawing.fill(left, top, kSwatch, kSwatch, class_colour(static_cast<int>(i)));
    if (is_repeated(i))
      drawing.fill(left + kSwatch / 4, top + kSwatch / 4, kSwatch / 2, kSwatch / 2, kPaperColour);
    drawing.text(plot.lines[i].name, left + kSwatch + kGap,
                 top + (kSwatch - static_cast<int>(kCaptionText.cap_height)) / 2, kCaptionText);
  }
  for (std::size_t i = 0; i < plot.lines.size(); ++i)
    draw_line(drawing, frame, plot.lines[i], class_colour(static_cast<int>(i)), is_repeated(i));
  return drawing;
}

}  // namespace convlens
