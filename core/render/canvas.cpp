#include "core/render/canvas.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <opencv2/imgproc.hpp>

namespace convlens {
namespace {

// OpenCV's strokes look ragged at reading size: they are drawn larger and averaged down.
constexpr int kOversampling = 4;
constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;
constexpr double kHersheyCapHeight = 21.0, kHersheyDescent = 9.0;  // pixels at scale 1

double font_scale(TextStyle style) { return style.cap_height * kOversampling / kHersheyCapHeight; }
int pen_width(TextStyle style) {
  return std::max(1, static_cast<int>(std::lround(style.stroke * kOversampling)));
}

constexpr int kShift = 4;  // OpenCV's fractional bits: sixteenths of a pixel

int fixed(double value) { return static_cast<int>(std::lround(value * (1 << kShift))); }
cv::Point fixed(Point point) { return {fixed(point.x), fixed(point.y)}; }
cv::Scalar pen_of(Colour colour) { return cv::Scalar(colour.r, colour.g, colour.b, colour.a); }
cv::Mat mat_of(Pixels& pixels) { return cv::Mat(pixels.height, pixels.width, CV_8UC4, pixels.rgba.data()); }

int rounded_up(int value, int unit) { return (value + unit - 1) / unit * unit; }

}  // namespace

int line_height(TextStyle style) {
  return static_cast<int>(
      std::ceil(style.cap_height * (1 + kHersheyDescent / kHersheyCapHeight) + style.stroke));
}

int text_width(std::string_view text, TextStyle style) {
  if (text.empty()) return 0;
  int baseline = 0;
  const cv::Size size =
      cv::getTextSize(std::string(text), kFont, font_scale(style), pen_width(style), &baseline);
  return rounded_up(size.width + pen_width(style), kOversampling) / kOversampling;
}

bool is_drawable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string number_text(float value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.4g", static_cast<double>(value == 0 ? 0.0f : value));
  return buffer;
}

Canvas::Canvas(int width, int height, Colour paper) : pixels_(width, height) {
  fill(0, 0, width, height, paper);
}

void Canvas::fill(int x, int y, int width, int height, Colour colour) {
  for (int row = std::max(y, 0); row < std::min(y + height, pixels_.height); ++row)
    for (int column = std::max(x, 0); column < std::min(x + width, pixels_.width); ++column) {
      std::uint8_t* p = pixels_.at(row, column);
      p[0] = colour.r, p[1] = colour.g, p[2] = colour.b, p[3] = colour.a;
    }
}

void Canvas::place(const Pixels& picture, int x, int y) {
  for (int row = std::max(0, -y); row < std::min(picture.height, pixels_.height - y); ++row)
    for (int column = std::max(0, -x); column < std::min(picture.width, pixels_.width - x); ++column)
      std::copy_n(picture.at(row, column), 4, pixels_.at(y + row, x + column));
}

void Canvas::frame(int x, int y, int width, int height, Colour colour) {
  fill(x - 1, y - 1, width + 2, 1, colour);
  fill(x - 1, y + height, width + 2, 1, colour);
  fill(x - 1, y, 1, height, colour);
  fill(x + width, y, 1, height, colour);
}

void Canvas::text(std::string_view text, int x, int y, TextStyle style, Align align, Colour colour) {
  if (text.empty()) return;
  const int width = text_width(text, style), height = line_height(style), pen = pen_width(style);
  cv::Mat large = cv::Mat::zeros(height * kOversampling, width * kOversampling, CV_8U), ink;
  const cv::Point baseline(pen / 2,
                           pen / 2 + static_cast<int>(std::lround(style.cap_height * kOversampling)));
  cv::putText(large, std::string(text), baseline, kFont, font_scale(style), cv::Scalar(255), pen,
              cv::LINE_AA);
  cv::resize(large, ink, cv::Size(width, height), 0, 0, cv::INTER_AREA);
  const int left = align == Align::left ? x : align == Align::centre ? x - width / 2 : x - width;
  for (int row = std::max(0, -y); row < std::min(height, pixels_.height - y); ++row)
    for (int column = std::max(0, -left); column < std::min(width, pixels_.width - left); ++column) {
      std::uint8_t* p = pixels_.at(y + row, left + column);
      const int cover = ink.at<std::uint8_t>(row, column);
      const std::uint8_t pen_colour[] = {colour.r, colour.g, colour.b};
      for (int c = 0; c < 3; ++c)
        p[c] = static_cast<std::uint8_t>((p[c] * (255 - cover) + pen_colour[c] * cover + 127) / 255);
    }
}

void Canvas::line(std::span<const Point> points, int width, Colour colour) {
  cv::Mat image = mat_of(pixels_);
  for (std::size_t i = 1; i < points.size(); ++i)
    cv::line(image, fixed(points[i - 1]), fixed(points[i]), pen_of(colour), width, cv::LINE_AA, kShift);
}

void Canvas::disc(Point middle, double radius, Colour colour) {
  cv::Mat image = mat_of(pixels_);
  cv::circle(image, fixed(middle), fixed(radius), pen_of(colour), cv::FILLED, cv::LINE_AA, kShift);
}

}  // namespace convlens
