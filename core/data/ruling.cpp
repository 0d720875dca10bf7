#include "core/data/ruling.h"

#include <algorithm>
#include <array>
#include <functional>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

#include "core/data/robust.h"
#include "core/data/threshold.h"

namespace convlens {
namespace {

// Of the picture's longer side, one part in so many: so far the soft edge of a core reaches, and so long at least
// is what is seen of a printed line between the rim and the ink.
constexpr int kEdgeReachParts = 100, kLineParts = 12;
constexpr double kRulingQuantile = 0.95;
constexpr double kStrongerThanRuling = 1.35;

/// Pieces that lead from the rim some way through the picture, and together to two of its sides.
struct Lines {
  cv::Mat pieces;             ///< CV_32S: each pixel's piece
  std::vector<bool> is_line;  ///< of each piece
  bool at(int y, int x) const { return is_line[static_cast<std::size_t>(pieces.at<int>(y, x))]; }
};

std::optional<Lines> find_lines(const cv::Mat& mask) {
  Lines lines;
  cv::Mat boxes, centres;
  const int count = cv::connectedComponentsWithStats(mask, lines.pieces, boxes, centres, 8, CV_32S);
  lines.is_line.assign(static_cast<std::size_t>(count), false);
  std::array<bool, 4> sides{};
  for (int i = 1; i < count; ++i) {
    const int left = boxes.at<int>(i, cv::CC_STAT_LEFT), top = boxes.at<int>(i, cv::CC_STAT_TOP);
    const int width = boxes.at<int>(i, cv::CC_STAT_WIDTH), height = boxes.at<int>(i, cv::CC_STAT_HEIGHT);
    const std::array<bool, 4> touched{left == 0, top == 0, left + width == mask.cols, top + height == mask.rows};
    const bool is_long = std::max(width, height) * kLineParts > std::max(mask.cols, mask.rows);
    if (!is_long || std::ranges::none_of(touched, std::identity())) continue;
    lines.is_line[static_cast<std::size_t>(i)] = true;
    for (std::size_t side = 0; side < sides.size(); ++side) sides[side] |= touched[side];
  }
  if (std::ranges::count(sides, true) < 2) return std::nullopt;
  return lines;
}

/// Of each pixel, to the nearest one above `core`; CV_32F.
cv::Mat distance_to_core(const cv::Mat& ink, float core) {
  cv::Mat distance;
  cv::distanceTransform(ink <= core, distance, cv::DIST_L2, cv::DIST_MASK_3);
  return distance;
}

/// How far the soft edge of a core may reach.
int edge_reach(const cv::Mat& ink) { return std::max(kInkReach, std::max(ink.rows, ink.cols) / kEdgeReachParts); }

}  // namespace

float leave_ruling_out(const cv::Mat& ink, cv::Mat& inked) {
  const cv::Mat values(values_where(ink, inked, true), true);
  if (values.empty()) return 0;
  const cv::Mat strong = light_side(values), weak = ~strong;
  if (cv::countNonZero(strong) == 0 || cv::countNonZero(weak) == 0) return 0;
  if (cv::mean(values, strong)[0] < kStrongerThanRuling * cv::mean(values, weak)[0]) return 0;
  double weakest_ink = 0, strongest_line = 0;
  cv::minMaxLoc(values, &weakest_ink, nullptr, nullptr, nullptr, strong);
  cv::minMaxLoc(values, nullptr, &strongest_line, nullptr, nullptr, weak);
  const auto between = static_cast<float>((weakest_ink + strongest_line) / 2);
  if (!find_lines(inked & (distance_to_core(ink, between) > edge_reach(ink)))) return 0;
  inked &= ink > between;
  return between;
}

void take_away_ruling(cv::Mat& ink, float edge, float core) {
  const cv::Mat distance = distance_to_core(ink, core);
  const std::optional<Lines> lines = find_lines((ink > edge) & (distance > edge_reach(ink)));
  if (!lines) return;
  std::vector<float> ruling;
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x)
      if (lines->at(y, x)) ruling.push_back(ink.at<float>(y, x));
  const float faintest = quantile(ruling, kRulingQuantile);
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x) {
      float& value = ink.at<float>(y, x);
      // Also the stubs of lines beside the cores, but for the nearest pixels, which may be a core's soft edge.
      const bool is_stub = distance.at<float>(y, x) > kInkReach && value > edge && value <= faintest;
      if (lines->at(y, x) || is_stub) value = 0;
    }
}

}  // namespace convlens
