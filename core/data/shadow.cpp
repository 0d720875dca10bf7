#include "core/data/shadow.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/data/robust.h"
#include "core/data/scaled_side.h"

namespace convlens {
namespace {

constexpr double kLevels = 255;
constexpr int kSmallSide = 160;  // of the picture in which borders are looked for
// Windows, in parts of the longer side: wider than pens, narrower than shadows.
constexpr double kPenPart = 0.14, kWidestPenPart = 0.25, kMedianPart = 0.16;
constexpr int kSmoothing = 5;  // pixels; of the noise, before a level is taken
constexpr int kNearBorder = 5, kAroundBorder = 15;
// Across a shadow's border: the brighter side beside the darker one, and how much brighter at least. Most of
// the change lies near the border: where a lamp's light falls off it goes on.
constexpr double kStep = 1.25, kLeastStep = 0.05, kSharpPart = 0.5;
constexpr double kLongBorder = 0.3;  // of the longer side
constexpr double kRimShare = 0.1;    // of the rim, that either side of the border takes at least
constexpr float kDarkest = 2.0f / 255;
constexpr double kStandsOut = 0.3;  // of the logarithm of a level beside the paper's
// What differs from the paper by this part of it, in one piece with the rim, is the shadow's.
constexpr double kRimPart = 0.2;

int odd_part(const cv::Mat& picture, double part) {
  return static_cast<int>(part * std::max(picture.rows, picture.cols) / 2) * 2 + 1;
}

/// The paper's level without ink that is thinner than the window.
cv::Mat paper_level(const cv::Mat& picture, bool dark_ink, int window) {
  cv::Mat level;
  cv::medianBlur(picture, level, kSmoothing);
  cv::morphologyEx(level, level, dark_ink ? cv::MORPH_CLOSE : cv::MORPH_OPEN,
                   cv::Mat::ones(window, window, CV_8U), {-1, -1}, 1, cv::BORDER_REPLICATE);
  return level;
}

cv::Mat made_small(const cv::Mat& picture) {
  const double scale = static_cast<double>(kSmallSide) / std::max(picture.rows, picture.cols);
  cv::Mat small;
  cv::resize(picture, small, {scaled_side(picture.cols, scale), scaled_side(picture.rows, scale)}, 0, 0,
             cv::INTER_AREA);
  return small;
}

cv::Mat logarithm(const cv::Mat& levels) {
  cv::Mat result;
  cv::log(cv::max(levels, kDarkest), result);
  return result;
}

/// Which side stands out more from the median around it, in parts of the light.
bool dark_stands_out(const cv::Mat& small) {
  cv::Mat bytes, around, levels;
  small.convertTo(bytes, CV_8U, kLevels);
  cv::medianBlur(bytes, around, odd_part(small, kMedianPart));
  around.convertTo(levels, CV_32F, 1 / kLevels);
  const cv::Mat above = logarithm(small) - logarithm(levels), below = -above;
  const auto total = [](const cv::Mat& one_side) {
    cv::Mat outstanding;
    cv::threshold(one_side, outstanding, kStandsOut, 0, cv::THRESH_TOZERO);
    return cv::sum(outstanding)[0];
  };
  return total(below) >= total(above);
}

/// The share of the picture's rim that is darker than this.
double dark_rim(const cv::Mat& level, double limit) {
  int dark = 0, all = 0;
  for (const cv::Mat& side :
       {level.row(0), level.row(level.rows - 1), level.col(0), level.col(level.cols - 1)}) {
    dark += cv::countNonZero(side < limit);
    all += static_cast<int>(side.total());
  }
  return static_cast<double>(dark) / all;
}

/// Whether a long line parts the paper's light, and the rim with it.
bool has_border(const cv::Mat& small, bool dark_ink) {
  const cv::Mat level = paper_level(small, dark_ink, odd_part(small, kWidestPenPart));
  const cv::Mat near_it = cv::Mat::ones(kNearBorder, kNearBorder, CV_8U),
                around_it = cv::Mat::ones(kAroundBorder, kAroundBorder, CV_8U);
  cv::Mat high, low, change, further_change;
  cv::dilate(level, high, near_it);
  cv::erode(level, low, near_it);
  cv::morphologyEx(logarithm(level), change, cv::MORPH_GRADIENT, near_it);
  cv::morphologyEx(logarithm(level), further_change, cv::MORPH_GRADIENT, around_it);
  const cv::Mat step = high - low, most = further_change * kSharpPart;
  const cv::Mat steps = (change > std::log(kStep)) & (change > most) & (step > kLeastStep);
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(steps, labels, stats, centres, 8, CV_32S);
  for (int label = 1; label < count; ++label) {
    if (std::hypot(stats.at<int>(label, cv::CC_STAT_WIDTH), stats.at<int>(label, cv::CC_STAT_HEIGHT)) <
        kLongBorder * kSmallSide)
      continue;
    const cv::Mat here = labels == label;
    const double share = dark_rim(level, (cv::mean(high, here)[0] + cv::mean(low, here)[0]) / 2);
    if (share >= kRimShare && share <= 1 - kRimShare) return true;
  }
  return false;
}

/// The paper's standard deviation in the picture's own levels.
float noise_of(const cv::Mat& picture, const cv::Mat& level) {
  const cv::Mat difference = picture - level;
  std::vector<float> residuals(difference.begin<float>(), difference.end<float>());
  const float middle = median(residuals);
  for (float& residual : residuals) residual = std::abs(residual - middle);
  return std::max(kMadToSigma * median(residuals), kGreyRounding);
}

void clear_rim(cv::Mat& picture, float paper) {
  const cv::Mat differs = cv::abs(picture - paper) > kRimPart * static_cast<double>(paper);
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(differs, labels, stats, centres, 8, CV_32S);
  for (int label = 1; label < count; ++label) {
    const int left = stats.at<int>(label, cv::CC_STAT_LEFT), top = stats.at<int>(label, cv::CC_STAT_TOP);
    const bool at_rim = left == 0 || top == 0 ||
                        left + stats.at<int>(label, cv::CC_STAT_WIDTH) == picture.cols ||
                        top + stats.at<int>(label, cv::CC_STAT_HEIGHT) == picture.rows;
    if (at_rim) picture.setTo(paper, labels == label);
  }
}

}  // namespace

std::optional<UnshadowedPaper> level_shadow(cv::Mat& picture, InkSide side) {
  const cv::Mat small = made_small(picture);
  const bool dark = side == InkSide::dark || (side == InkSide::automatic && dark_stands_out(small));
  if (!has_border(small, dark)) return std::nullopt;

  cv::Mat level = paper_level(picture, dark, odd_part(picture, kPenPart));
  const float noise = noise_of(picture, level);
  // The border may lie a pixel beside the level's: there it is rather no ink than a line of it.
  const cv::Mat around = cv::Mat::ones(kNearBorder, kNearBorder, CV_8U);
  if (dark)
    cv::erode(level, level, around);
  else
    cv::dilate(level, level, around);
  level = cv::max(level, kDarkest);
  double brightest = 0;
  cv::minMaxLoc(level, nullptr, &brightest);
  const cv::Mat gain = brightest / level;
  cv::multiply(picture, gain, picture);
  std::vector<float> levels(picture.begin<float>(), picture.end<float>());
  const float paper = median(levels);
  if (dark)
    cv::min(picture, static_cast<double>(paper), picture);
  else
    cv::max(picture, static_cast<double>(paper), picture);
  clear_rim(picture, paper);
  return UnshadowedPaper{{paper, noise * gain}, dark};
}

}  // namespace convlens
