#include "core/data/ruling.h"

#include <algorithm>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/data/robust.h"
#include "core/data/threshold.h"

namespace convlens {
namespace {

// Of the longer side, one part in so many: as far the soft edge of a core reaches, and printed lines farther.
constexpr int kEdgeReachParts = 100, kRulingReachParts = 12;
constexpr double kRulingQuantile = 0.95;
constexpr double kStrongerThanRuling = 1.35;

bool is_at_rim(const cv::Mat& picture, int y, int x) {
  return x == 0 || y == 0 || x == picture.cols - 1 || y == picture.rows - 1;
}

}  // namespace

float leave_ruling_out(const cv::Mat& ink, cv::Mat& inked) {
  bool reaches_rim = false;
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x)
      reaches_rim |= is_at_rim(ink, y, x) && inked.at<std::uint8_t>(y, x) != 0;
  if (!reaches_rim) return 0;
  const cv::Mat values(values_where(ink, inked, true), true);
  const cv::Mat strong = light_side(values);
  const cv::Mat weak = ~strong;
  if (cv::countNonZero(strong) == 0 || cv::countNonZero(weak) == 0) return 0;
  if (cv::mean(values, strong)[0] < kStrongerThanRuling * cv::mean(values, weak)[0]) return 0;
  double weakest_ink = 0, strongest_line = 0;
  cv::minMaxLoc(values, &weakest_ink, nullptr, nullptr, nullptr, strong);
  cv::minMaxLoc(values, nullptr, &strongest_line, nullptr, nullptr, weak);
  const double between = (weakest_ink + strongest_line) / 2;
  inked &= ink > between;
  return static_cast<float>(between);
}

void take_away_ruling(cv::Mat& ink, float edge, float core) {
  const int longer = std::max(ink.rows, ink.cols);
  cv::Mat distance;  // to the nearest core
  cv::distanceTransform(ink <= core, distance, cv::DIST_L2, cv::DIST_MASK_3);
  const int reach = std::max(kInkReach, longer / kEdgeReachParts);
  cv::Mat pieces;
  const int count = cv::connectedComponents((ink > edge) & (distance > reach), pieces, 8, CV_32S);
  struct Piece {
    bool at_rim = false;
    float farthest = 0;
  };
  std::vector<Piece> found(static_cast<std::size_t>(count));
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x) {
      Piece& piece = found[pieces.at<int>(y, x)];
      piece.at_rim |= is_at_rim(ink, y, x);
      piece.farthest = std::max(piece.farthest, distance.at<float>(y, x));
    }
  const auto is_ruling = [&](int piece) {
    return piece != 0 && found[piece].at_rim && found[piece].farthest * kRulingReachParts > static_cast<float>(longer);
  };
  std::vector<float> ruling;
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x)
      if (is_ruling(pieces.at<int>(y, x))) ruling.push_back(ink.at<float>(y, x));
  if (ruling.empty()) return;
  const float faintest = quantile(ruling, kRulingQuantile);
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x) {
      float& value = ink.at<float>(y, x);
      // Also the stubs of lines beside the cores, but for the nearest pixels, which may be a core's soft edge.
      const bool is_stub = distance.at<float>(y, x) > kInkReach && value > edge && value <= faintest;
      if (is_ruling(pieces.at<int>(y, x)) || is_stub) value = 0;
    }
}

}  // namespace convlens
