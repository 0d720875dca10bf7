#include "core/render/line_plot.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "core/render/canvas.h"

namespace convlens {
namespace {

constexpr int kMargin = 16, kGap = 6, kTick = 4, kSwatch = 14, kRow = 20;
constexpr int kPlotWidth = 480, kPlotHeight = 300;
constexpr int kTicks = 5;             // at each axis, both ends among them
constexpr int kLineWidth = 2, kDot = 3, kHole = 2;
constexpr int kShift = 4;             // OpenCV's fractional bits: sixteenths of a pixel

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

void draw_y_axis(Canvas& canvas, const Frame& frame) {
  for (int tick = 0; tick < kTicks; ++tick) {
    const float value = tick_value(frame.y, tick);
    const int row = static_cast<int>(std::lround(frame.row(value)));
    canvas.fill(frame.left - kTick, row, kTick, 1, kFrameColour);
    canvas.text(number_text(value), frame.left - kTick - kGap, row - static_cast<int>(kCaptionText.cap_height) / 2,
                kCaptionText, Align::right);
  }
}

/// Every second name stands a line lower, so that neighbours keep apart.
void draw_x_axis(Canvas& canvas, const Frame& frame, const std::vector<std::string>& names) {
  const int below = frame.top + kPlotHeight, count = names.empty() ? kTicks : static_cast<int>(names.size());
  for (int i = 0; i < count; ++i) {
    const float value = names.empty() ? tick_value(frame.x, i) : static_cast<float>(i);
    const int column = static_cast<int>(std::lround(frame.column(value)));
    const int lower = names.empty() || i % 2 == 0 ? 0 : line_height(kCaptionText);
    canvas.fill(column, below, 1, kTick + lower, kFrameColour);
    canvas.text(names.empty() ? number_text(value) : names[static_cast<std::size_t>(i)], column,
                below + kTick + kGap / 2 + lower, kCaptionText, Align::centre);
  }
}

/// ring: of a colour that an earlier line has, darker; its dots are hollow.
void draw_line(cv::Mat& image, const Frame& frame, const PlotLine& line, Colour colour, bool ring) {
  const cv::Scalar pen(colour.r, colour.g, colour.b, 255), paper = cv::Scalar::all(255);
  const auto point = [&](std::size_t i) {
    constexpr double kUnit = 1 << kShift;
    return cv::Point(static_cast<int>(std::lround(frame.column(line.x[i]) * kUnit)),
                     static_cast<int>(std::lround(frame.row(line.y[i]) * kUnit)));
  };
  constexpr std::size_t kFewPoints = 40;
  const auto is_there = [&](std::size_t i) { return std::isfinite(line.y[i]); };
  for (std::size_t i = 1; i < line.x.size(); ++i)
    if (is_there(i - 1) && is_there(i)) cv::line(image, point(i - 1), point(i), pen, kLineWidth, cv::LINE_AA, kShift);
  for (std::size_t i = 0; i < line.x.size() && line.x.size() <= kFewPoints; ++i) {
    if (!is_there(i)) continue;
    cv::circle(image, point(i), kDot << kShift, pen, cv::FILLED, cv::LINE_AA, kShift);
    if (ring) cv::circle(image, point(i), kHole << kShift, paper, cv::FILLED, cv::LINE_AA, kShift);
  }
}

}  // namespace

Pixels paint_line_plot(const LinePlot& plot) {
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
  Canvas canvas(width, frame.top + kPlotHeight + axis + kMargin);
  canvas.text(plot.title, kMargin, kMargin, kTitleText);
  canvas.text(plot.y_title, kMargin, kMargin + title, kCaptionText);
  canvas.frame(frame.left, frame.top, kPlotWidth, kPlotHeight);
  draw_y_axis(canvas, frame);
  draw_x_axis(canvas, frame, plot.x_names);
  canvas.text(plot.x_title, frame.left + kPlotWidth / 2,
              frame.top + kPlotHeight + axis - line_height(kCaptionText), kCaptionText, Align::centre);
  for (std::size_t i = 0; named && i < plot.lines.size(); ++i) {
    const int left = frame.left + kPlotWidth + 2 * kGap, top = frame.top + static_cast<int>(i) * kRow;
    canvas.fill(left, top, kSwatch, kSwatch, class_colour(static_cast<int>(i)));
    if (is_repeated(i)) canvas.fill(left + kSwatch / 4, top + kSwatch / 4, kSwatch / 2, kSwatch / 2, kPaperColour);
    canvas.text(plot.lines[i].name, left + kSwatch + kGap, top + (kSwatch - static_cast<int>(kCaptionText.cap_height)) / 2,
                kCaptionText);
  }
  Pixels pixels = std::move(canvas).take();
  cv::Mat image(pixels.height, pixels.width, CV_8UC4, pixels.rgba.data());
  for (std::size_t i = 0; i < plot.lines.size(); ++i)
    draw_line(image, frame, plot.lines[i], class_colour(static_cast<int>(i)), is_repeated(i));
  return pixels;
}

}  // namespace convlens
