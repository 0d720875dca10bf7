#include "core/data/preprocess.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "core/base/error.h"
#include "core/data/photograph.h"
#include "core/data/rasteriser.h"

namespace convlens {
namespace {

constexpr float kLevels = 255;

/// The rows and columns that hold any ink; false without ink.
bool find_box(const GreyImage& ink, PreparedDigit& digit) {
  int left = ink.width, right = -1, top = ink.height, bottom = -1;
  for (int y = 0; y < ink.height; ++y) {
    const float* row = ink.pixels.data() + static_cast<std::size_t>(y) * ink.width;
    int first = 0, last = ink.width - 1;
    while (first <= last && !(row[first] > 0)) ++first;
    if (first > last) continue;
    while (!(row[last] > 0)) --last;
    left = std::min(left, first);
    right = std::max(right, last);
    top = std::min(top, y);
    bottom = y;
  }
  if (right < 0) return false;
  digit.box_x = left;
  digit.box_y = top;
  digit.box_width = right - left + 1;
  digit.box_height = bottom - top + 1;
  return true;
}

/// INTER_AREA averages only when it shrinks.
cv::Mat replicated(const cv::Mat& box, int factor) {
  cv::Mat large(box.rows * factor, box.cols * factor, CV_32F);
  for (int y = 0; y < large.rows; ++y)
    for (int x = 0; x < large.cols; ++x) large.at<float>(y, x) = box.at<float>(y / factor, x / factor);
  return large;
}

int scaled_side(int side, int longer) {
  const auto twice =
      2 * static_cast<std::int64_t>(side) * kDigitBox + longer;  // rounds halves up, in integers
  return std::max(1, static_cast<int>(twice / (2 * static_cast<std::int64_t>(longer))));
}

GreyImage scale_to_box(const cv::Mat& box) {
  const int longer = std::max(box.cols, box.rows);
  const cv::Mat source = longer < kDigitBox ? replicated(box, (kDigitBox + longer - 1) / longer) : box;
  GreyImage scaled;
  scaled.width = scaled_side(box.cols, longer);
  scaled.height = scaled_side(box.rows, longer);
  scaled.pixels.resize(static_cast<std::size_t>(scaled.width) * scaled.height);
  cv::Mat target(scaled.height, scaled.width, CV_32F, scaled.pixels.data());
  cv::resize(source, target, target.size(), 0, 0, cv::INTER_AREA);
  return scaled;
}

/// The brightest pixel becomes 1, and every level a whole 255th.
void stretch(GreyImage& image) {
  const float brightest = *std::max_element(image.pixels.begin(), image.pixels.end());
  for (float& value : image.pixels) value = std::round(value / brightest * kLevels) / kLevels;
}

/// Before the levels are rounded, so that a faint picture is placed like the same one in full ink.
void find_centre(PreparedDigit& digit) {
  double mass = 0, moment_x = 0, moment_y = 0;
  for (int y = 0; y < digit.scaled.height; ++y)
    for (int x = 0; x < digit.scaled.width; ++x) {
      const double value = digit.scaled.at(y, x);
      mass += value;
      moment_x += value * (x + 0.5);
      moment_y += value * (y + 0.5);
    }
  const double centre_x = moment_x / mass, centre_y = moment_y / mass;
  digit.centre_x = static_cast<float>(centre_x);
  digit.centre_y = static_cast<float>(centre_y);
  digit.offset_x = static_cast<int>(std::trunc(kCentrePixel - centre_x));
  digit.offset_y = static_cast<int>(std::trunc(kCentrePixel - centre_y));
}

void place(PreparedDigit& digit) {
  for (int y = 0; y < digit.scaled.height; ++y)
    for (int x = 0; x < digit.scaled.width; ++x) {
      const int to_x = x + digit.offset_x, to_y = y + digit.offset_y;
      if (to_x >= 0 && to_x < kDigitSide && to_y >= 0 && to_y < kDigitSide)
        digit.pixels.at(0, 0, to_y, to_x) = digit.scaled.at(y, x);
    }
}

}  // namespace

PreparedDigit prepare_ink(GreyImage ink) {
  PreparedDigit digit;
  digit.pixels.resize(1, {1, kDigitSide, kDigitSide});
  digit.pixels.fill(0);
  for (float& value : ink.pixels)
    if (!(value > 0)) value = 0;  // also what is not a number
  digit.ink = std::move(ink);
  if (!find_box(digit.ink, digit)) return digit;
  digit.has_ink = true;
  const cv::Mat whole(digit.ink.height, digit.ink.width, CV_32F, digit.ink.pixels.data());
  digit.scaled = scale_to_box(whole(cv::Rect(digit.box_x, digit.box_y, digit.box_width, digit.box_height)));
  find_centre(digit);
  stretch(digit.scaled);
  place(digit);
  return digit;
}

PreparedDigit prepare_drawing(const Drawing& drawing) {
  Raster raster = rasterise(drawing);
  PreparedDigit digit = prepare_ink(std::move(raster.ink));
  digit.origin_x = static_cast<float>(raster.origin_x);
  digit.origin_y = static_cast<float>(raster.origin_y);
  digit.scale = static_cast<float>(raster.scale);
  return digit;
}

PreparedDigit prepare_image(const Image& image, InkSide ink) {
  return prepare_ink(find_ink(to_grey(image), ink));
}

InkSide parse_ink_side(const std::string& word) {
  if (word == "dark") return InkSide::dark;
  if (word == "light") return InkSide::light;
  if (word == "auto") return InkSide::automatic;
  throw Error(ErrorKind::unknown_name, word, {}, "dark, light, auto");
}

}  // namespace convlens
