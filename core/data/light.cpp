#include "core/data/light.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/data/robust.h"

namespace convlens {
namespace {

constexpr double kLevels = 255;
constexpr int kTerms = (kLightDegree + 1) * (kLightDegree + 2) / 2;
using Terms = cv::Vec<double, kTerms>;
constexpr std::size_t kEnoughSamples = 4000;
constexpr int kRounds = 20;
// Paper whose level, tile by tile, strays from a plane by less than this, beside the distance between the
// threshold's two sides, is one; some outliers do not count.
constexpr double kEvenPart = 0.1, kOutliers = 0.05;
constexpr int kTiles = 12;            // along each side
constexpr double kPaperInTile = 0.2;  // share of it
// The paper's noise, beside the distance between the threshold's two sides: more is no paper.
constexpr double kNoisyPart = 0.25;
constexpr float kPaperSigmas = 4;
// A level this near to the paper's, beside the distance of the two sides, is paper.
constexpr double kNearPart = 0.25;
// This share of what the threshold calls ink being paper, the threshold has failed.
constexpr double kPaperInInk = 0.1;
// So has any threshold where the best lit paper is so much brighter than the worst lit, and this share of the
// distance of the two sides: ink in the dark is nearer to paper than to ink in the light.
constexpr double kBrighter = 2.5, kBrighterPart = 0.15;
// Paper is never taken for darker than this: black divided by black is noise.
constexpr float kDarkest = 2.0f / 255;
// Further than this from the paper, in parts of its level, is ink, not light: the better it is levelled, the
// nearer.
constexpr std::array<float, 3> kInkDistances{0.4f, 0.2f, 0.15f};
constexpr int kNeighbourhoods = 16;  // along the longer side

constexpr int kPowerOfY = 1, kPowerOfX = kLightDegree + 1;  // their places among the terms

/// Powers x^i y^j, i + j <= kLightDegree, x and y from -1 to 1.
Terms powers(double x, double y) {
  Terms terms;
  int at = 0;
  double of_x = 1;
  for (int i = 0; i <= kLightDegree; ++i, of_x *= x) {
    double of_both = of_x;
    for (int j = 0; i + j <= kLightDegree; ++j, of_both *= y) terms[at++] = of_both;
  }
  return terms;
}

double place(int at, int size) { return size > 1 ? 2.0 * at / (size - 1) - 1 : 0; }

struct Sample {
  Terms terms;
  float value;
};

std::vector<Sample> samples_of(const cv::Mat& picture) {
  const int step =
      std::max(1, static_cast<int>(std::sqrt(static_cast<double>(picture.total()) / kEnoughSamples)));
  std::vector<Sample> samples;
  for (int y = 0; y < picture.rows; y += step)
    for (int x = 0; x < picture.cols; x += step)
      samples.push_back({powers(place(x, picture.cols), place(y, picture.rows)), picture.at<float>(y, x)});
  return samples;
}

float spread(const std::vector<Sample>& samples, const Terms& light) {
  std::vector<float> residuals;
  for (const Sample& s : samples)
    residuals.push_back(static_cast<float>(std::abs(s.value - s.terms.dot(light))));
  return kMadToSigma * median(residuals);
}

/// sigma: Geman and McClure's scale; infinite: plain least squares.
bool fit(const std::vector<Sample>& samples, double sigma, Terms& light) {
  cv::Matx<double, kTerms, kTerms> normal = cv::Matx<double, kTerms, kTerms>::zeros();
  Terms right = Terms::all(0), solution;
  for (const Sample& s : samples) {
    const double distance = (s.value - s.terms.dot(light)) / (kPaperSigmas * sigma);
    const double weight = 1 / ((1 + distance * distance) * (1 + distance * distance));
    for (int i = 0; i < kTerms; ++i) {
      for (int j = 0; j <= i; ++j) normal(i, j) += weight * s.terms[i] * s.terms[j];
      right[i] += weight * s.terms[i] * s.value;
    }
  }
  for (int i = 0; i < kTerms; ++i)
    for (int j = i + 1; j < kTerms; ++j) normal(i, j) = normal(j, i);
  if (!cv::solve(normal, right, solution, cv::DECOMP_CHOLESKY)) return false;
  light = solution;
  return true;
}

/// The level of what is not inked, the median over a tile.
struct Tile {
  double x, y;  ///< from -1 to 1
  float level;
};

std::vector<Tile> paper_in_tiles(const cv::Mat& picture, const cv::Mat& inked) {
  std::vector<Tile> tiles;
  std::vector<float> paper;
  for (int tile = 0; tile < kTiles * kTiles; ++tile) {
    const int row = tile / kTiles, column = tile % kTiles;
    const cv::Range rows(row * picture.rows / kTiles, (row + 1) * picture.rows / kTiles);
    const cv::Range columns(column * picture.cols / kTiles, (column + 1) * picture.cols / kTiles);
    paper.clear();
    for (int y = rows.start; y < rows.end; ++y)
      for (int x = columns.start; x < columns.end; ++x)
        if (inked.at<std::uint8_t>(y, x) == 0) paper.push_back(picture.at<float>(y, x));
    const double size = static_cast<double>(rows.size()) * columns.size();
    if (paper.empty() || static_cast<double>(paper.size()) < kPaperInTile * size) continue;
    tiles.push_back({place((columns.start + columns.end) / 2, picture.cols),
                     place((rows.start + rows.end) / 2, picture.rows), median(paper)});
  }
  return tiles;
}

cv::Mat surface(const cv::Size& size, const Terms& terms) {
  cv::Mat level(size, CV_32F);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x)
      level.at<float>(y, x) =
          static_cast<float>(powers(place(x, size.width), place(y, size.height)).dot(terms));
  return level;
}

/// Least squares; nullopt: the paper is no plane, but for a few tiles.
std::optional<cv::Mat> plane_through(const std::vector<Tile>& tiles, const cv::Size& size, double tolerance) {
  cv::Mat places(static_cast<int>(tiles.size()), 3, CV_64F),
      levels(static_cast<int>(tiles.size()), 1, CV_64F), plane;
  for (int i = 0; i < places.rows; ++i) {
    const Tile& tile = tiles[static_cast<std::size_t>(i)];
    cv::Mat(cv::Matx13d(1, tile.x, tile.y)).copyTo(places.row(i));
    levels.at<double>(i) = static_cast<double>(tile.level);
  }
  if (tiles.size() < 3 || !cv::solve(places, levels, plane, cv::DECOMP_SVD)) return std::nullopt;
  cv::Mat residuals = levels - places * plane;
  cv::sort(residuals, residuals, cv::SORT_EVERY_COLUMN | cv::SORT_ASCENDING);
  const int few = static_cast<int>(kOutliers * residuals.rows);
  if (residuals.at<double>(residuals.rows - 1 - few) - residuals.at<double>(few) > tolerance)
    return std::nullopt;
  Terms terms = Terms::all(0);
  terms[0] = plane.at<double>(0);
  terms[kPowerOfX] = plane.at<double>(1);
  terms[kPowerOfY] = plane.at<double>(2);
  return surface(size, terms);
}

/// Whether what the threshold calls ink is none of the paper, which is nowhere much brighter than elsewhere.
bool one_threshold_will_do(const cv::Mat& picture, const cv::Mat& inked, const cv::Mat& paper, double near,
                           double distance) {
  const int ink = cv::countNonZero(inked),
            paper_in_ink = cv::countNonZero((cv::abs(picture - paper) < near) & inked);
  double darkest = 0, brightest = 0;
  cv::minMaxLoc(paper, &darkest, &brightest);
  const bool much_brighter = brightest - darkest > kBrighterPart * distance &&
                             brightest > kBrighter * std::max(darkest, static_cast<double>(kDarkest));
  return paper_in_ink <= kPaperInInk * ink && !much_brighter;
}

}  // namespace

std::optional<PaperLight> uneven_light(const cv::Mat& picture, const cv::Mat& inked) {
  const double distance = std::abs(cv::mean(picture, inked)[0] - cv::mean(picture, 255 - inked)[0]);
  const double near = kNearPart * distance;
  const auto plane = plane_through(paper_in_tiles(picture, inked), picture.size(), kEvenPart * distance);
  if (plane && one_threshold_will_do(picture, inked, *plane, near, distance)) return std::nullopt;

  const std::vector<Sample> samples = samples_of(picture);
  Terms terms = Terms::all(0);
  if (!fit(samples, INFINITY, terms)) return std::nullopt;
  float noise = std::max(spread(samples, terms), kGreyRounding);
  for (int round = 0; round < kRounds; ++round) {
    if (!fit(samples, static_cast<double>(noise), terms)) return std::nullopt;
    noise = std::max(spread(samples, terms), kGreyRounding);
  }
  const double sigmas = static_cast<double>(kPaperSigmas * noise);
  PaperLight light{surface(picture.size(), terms), noise};
  if (static_cast<double>(noise) > kNoisyPart * distance ||
      one_threshold_will_do(picture, inked, light.level, std::max(sigmas, near), distance))
    return std::nullopt;
  return light;
}

LevelPaper level_light(cv::Mat& picture, const PaperLight& light) {
  double brightest = 0;
  cv::minMaxLoc(light.level, nullptr, &brightest);
  const float paper = std::clamp(static_cast<float>(brightest), kDarkest, 1.0f);
  cv::Mat gain = paper / cv::max(light.level, kDarkest);
  picture = picture.mul(gain);

  const int side = std::max(picture.rows, picture.cols) / kNeighbourhoods * 2 + 1;
  for (const float part : kInkDistances) {
    cv::Mat is_paper, sum, count;
    const cv::Mat within = cv::max(part * paper, kPaperSigmas * light.noise * gain);
    cv::Mat(cv::abs(picture - paper) < within).convertTo(is_paper, CV_32F, 1 / kLevels);
    cv::boxFilter(picture.mul(is_paper), sum, CV_32F, {side, side}, {-1, -1}, false, cv::BORDER_CONSTANT);
    cv::boxFilter(is_paper, count, CV_32F, {side, side}, {-1, -1}, false, cv::BORDER_CONSTANT);
    // Where there is no paper around, the light stays as it is.
    const cv::Mat around = (sum + paper) / (count + 1);
    const cv::Mat more = paper / cv::max(around, kDarkest);
    picture = picture.mul(more);
    gain = gain.mul(more);
  }
  return {paper, light.noise * gain};
}

}  // namespace convlens
