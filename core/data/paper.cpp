#include "core/data/paper.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/data/robust.h"

namespace convlens {
namespace {

constexpr float kWithinSigmas = 3;
constexpr int kRounds = 8;
constexpr std::size_t kEnoughSamples = 10000;

struct Sample {
  float x, y, value;
};

struct Plane {
  double level = 0, slope_x = 0, slope_y = 0;
  float at(float x, float y) const { return static_cast<float>(level + slope_x * x + slope_y * y); }
};

float spread(const std::vector<Sample>& samples, const Plane& plane, float within) {
  std::vector<float> residuals;
  for (const Sample& s : samples) {
    const float residual = std::abs(s.value - plane.at(s.x, s.y));
    if (residual <= within) residuals.push_back(residual);
  }
  return residuals.empty() ? 0 : kMadToSigma * median(residuals);
}

/// Least squares over the samples within `within` of the last plane; that plane where they lie on a line.
Plane fit(const std::vector<Sample>& samples, const Plane& last, float within) {
  cv::Matx33d normal = cv::Matx33d::zeros();
  cv::Vec3d right(0, 0, 0);
  for (const Sample& s : samples) {
    if (std::abs(s.value - last.at(s.x, s.y)) > within) continue;
    const cv::Vec3d row(1, s.x, s.y);
    normal += row * row.t();
    right += row * static_cast<double>(s.value);
  }
  cv::Vec3d solution;
  if (!cv::solve(normal, right, solution, cv::DECOMP_CHOLESKY)) return last;
  return {solution[0], solution[1], solution[2]};
}

}  // namespace

float take_away_paper(cv::Mat& picture, const cv::Mat& inked) {
  const float scale = 1.0f / static_cast<float>(std::max(picture.rows, picture.cols));
  const int step =
      std::max(1, static_cast<int>(std::sqrt(static_cast<double>(picture.total()) / kEnoughSamples)));
  std::vector<Sample> all, paper;
  std::vector<float> levels;
  for (int y = 0; y < picture.rows; y += step)
    for (int x = 0; x < picture.cols; x += step) {
      const Sample sample{static_cast<float>(x) * scale, static_cast<float>(y) * scale,
                          picture.at<float>(y, x)};
      all.push_back(sample);
      if (inked.at<std::uint8_t>(y, x) != 0) continue;
      paper.push_back(sample);
      levels.push_back(sample.value);
    }
  if (levels.empty()) return 0;
  Plane plane{median(levels), 0, 0};
  float sigma = spread(paper, plane, INFINITY);
  for (int round = 0; round < kRounds && sigma > kGreyRounding; ++round) {
    plane = fit(all, plane, kWithinSigmas * sigma);
    sigma = spread(all, plane, kWithinSigmas * sigma);
  }
  for (int y = 0; y < picture.rows; ++y)
    for (int x = 0; x < picture.cols; ++x)
      picture.at<float>(y, x) -= plane.at(static_cast<float>(x) * scale, static_cast<float>(y) * scale);
  return sigma > kGreyRounding ? sigma : 0;
}

}  // namespace convlens
