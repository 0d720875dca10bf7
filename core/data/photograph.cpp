#include "core/data/photograph.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/data/light.h"
#include "core/data/paper.h"
#include "core/data/robust.h"
#include "core/data/ruling.h"
#include "core/data/shadow.h"
#include "core/data/threshold.h"

namespace convlens {
namespace {

// Fainter than this from the paper to the ink is an empty page.
constexpr float kLeastContrast = 8.0f / 255;
// Ink's own level: dark enough to be its core rather than its edge, common enough not to be an outlier.
constexpr double kInkQuantile = 0.75;
constexpr float kCoreLevel = 0.5f;
constexpr float kCoreSigmas = 6, kEdgeSigmas = 4;
constexpr double kNoiseQuantile = 0.99;
// Up to this side, and without noise, a level just off the paper's may be a digit's own edge; else it is
// dust.
constexpr int kSmallPicture = 64;
constexpr float kDustLevel = 0.1f;
constexpr double kSpeckPart = 0.02;
// Ink that stands out less from noisy paper is looked for again in the picture blurred by Gaussians of these
// standard deviations (pixels), up to this part of the longer side: the first that makes it clear.
constexpr float kClearSigmas = 12;
constexpr std::array<double, 4> kBlurs{1, 1.5, 2.2, 3.2};
constexpr double kWidestBlurPart = 1.0 / 64;

cv::Mat as_mat(GreyImage& image) { return {image.height, image.width, CV_32F, image.pixels.data()}; }

GreyImage shrunken(GreyImage grey) {
  const int longer = std::max(grey.width, grey.height);
  if (longer <= kMaxPhotographSide) return grey;
  const auto side = [&](int length) {
    return std::max(1,
                    static_cast<int>(std::lround(static_cast<double>(length) * kMaxPhotographSide / longer)));
  };
  GreyImage small{side(grey.width), side(grey.height), {}};
  small.pixels.resize(static_cast<std::size_t>(small.width) * small.height);
  cv::Mat target = as_mat(small);
  cv::resize(as_mat(grey), target, target.size(), 0, 0, cv::INTER_AREA);
  return small;
}

struct InkMask {
  cv::Mat inked;  ///< 255 where there is ink
  bool dark = true;
};

InkMask ink_by_threshold(const cv::Mat& grey, InkSide side) {
  InkMask mask{light_side(grey)};
  const int light = cv::countNonZero(mask.inked), dark = static_cast<int>(mask.inked.total()) - light;
  mask.dark = side == InkSide::dark || (side == InkSide::automatic && dark <= light);
  if (mask.dark) cv::bitwise_not(mask.inked, mask.inked);
  return mask;
}

/// On paper of one level all over: Otsu's threshold among what stands out from the paper's noise alone, which
/// however little ink there is does not cut the noise in two. The side that stands out more is ink, unless
/// told.
InkMask ink_on_level_paper(const cv::Mat& grey, const LevelPaper& paper, InkSide side) {
  cv::Mat above = grey - paper.level;
  const cv::Mat least = cv::max(kCoreSigmas * paper.noise, kLeastContrast);
  const auto outstanding = [&](const cv::Mat& one_side) {
    return values_where(one_side, one_side > least, true);
  };
  const auto sum = [](const std::vector<float>& some) {
    return std::accumulate(some.begin(), some.end(), 0.0);
  };
  const std::vector<float> light = outstanding(above), dark = outstanding(-above);
  InkMask mask;
  mask.dark = side == InkSide::dark || (side == InkSide::automatic && sum(dark) >= sum(light));
  if (mask.dark) above = -above;
  mask.inked = above > least;
  const std::vector<float>& ink = mask.dark ? dark : light;
  if (ink.empty()) return mask;
  const std::vector<float> core = values_where(cv::Mat(ink), light_side(cv::Mat(ink)), true);
  if (!core.empty()) mask.inked &= above >= *std::ranges::min_element(core);
  return mask;
}

/// On a page that a shadow's border crosses: what stands out once the shadow is levelled. nullopt, and the
/// picture as it was: there is no such border, or nothing beside it.
std::optional<InkMask> ink_beside_shadow(cv::Mat& picture, InkSide side) {
  cv::Mat levelled = picture.clone();
  const auto found = level_shadow(levelled, side);
  if (!found) return std::nullopt;
  InkMask mask = ink_on_level_paper(levelled, found->paper, found->dark_ink ? InkSide::dark : InkSide::light);
  if (cv::countNonZero(mask.inked) == 0) return std::nullopt;
  levelled.copyTo(picture);
  return mask;
}

/// Keeps the pieces above `edge` whose part above `core` is no speck beside the largest such part.
void keep_inked_pieces(cv::Mat& ink, float edge, float core) {
  cv::Mat pieces;
  const int count = cv::connectedComponents(ink > edge, pieces, 8, CV_32S);
  std::vector<std::size_t> cores(static_cast<std::size_t>(count), 0);
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x)
      if (pieces.at<int>(y, x) != 0 && ink.at<float>(y, x) > core) ++cores[pieces.at<int>(y, x)];
  const double least = kSpeckPart * static_cast<double>(*std::max_element(cores.begin(), cores.end()));
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x) {
      const std::size_t inked = cores[pieces.at<int>(y, x)];
      if (inked == 0 || static_cast<double>(inked) < least) ink.at<float>(y, x) = 0;
    }
}

struct Attempt {
  GreyImage ink;
  float contrast = 0, noise = 0;  ///< of the ink and of the paper around it
  /// Whether there is ink that noise can neither tear nor be taken for.
  bool is_clear() const { return contrast >= std::max(kLeastContrast, kClearSigmas * noise); }
};

Attempt ink_of(GreyImage image, InkSide side) {
  cv::Mat ink = as_mat(image);
  const bool large = std::max(image.width, image.height) > kSmallPicture;
  InkMask mask = ink_by_threshold(ink, side);
  if (auto beside = large ? ink_beside_shadow(ink, side) : std::nullopt) {
    mask = std::move(*beside);
  } else if (const auto light = large ? uneven_light(ink, mask.inked) : std::nullopt) {
    const LevelPaper paper = level_light(ink, *light);
    mask = ink_on_level_paper(ink, paper, side);
  }
  cv::Mat& inked = mask.inked;
  if (mask.dark) ink = 1 - ink;
  const float noise = take_away_paper(ink, inked);
  const float above_ruling = large ? leave_ruling_out(ink, inked) : 0;

  std::vector<float> ink_values = values_where(ink, inked, true);
  const float contrast = quantile(ink_values, kInkQuantile);
  if (contrast < kLeastContrast) {
    ink.setTo(0);
    return {std::move(image), contrast, noise};
  }
  cv::Mat near_ink;
  cv::dilate(inked, near_ink, cv::Mat::ones(2 * kInkReach + 1, 2 * kInkReach + 1, CV_8U));
  std::vector<float> far_values = values_where(ink, near_ink, false);
  const float ringing = quantile(far_values, kNoiseQuantile);
  const float dust = kDustLevel * contrast;
  // Far from the main ink, on paper without noise: faint levels are a JPEG's ringing, strong ones a part of
  // the digit that stands alone.
  const bool noisy = noise > 0 || (ringing > 0 && ringing < dust);
  const float edge = noisy || large ? std::max(kEdgeSigmas * noise, dust) : 0;

  if (edge > 0) {
    const float core = std::max({edge, kCoreLevel * contrast, kCoreSigmas * noise, above_ruling});
    if (large) take_away_ruling(ink, edge, core);
    keep_inked_pieces(ink, edge, core);
    ink /= contrast;
    cv::min(ink, 1, ink);
  } else {
    double brightest = 0;
    cv::minMaxLoc(ink, nullptr, &brightest);
    cv::max(ink, 0, ink);
    ink /= brightest;
  }
  return {std::move(image), contrast, noise};
}

}  // namespace

GreyImage find_ink(GreyImage grey, InkSide side) {
  GreyImage image = shrunken(std::move(grey));
  if (image.pixels.empty()) return image;
  Attempt plain = ink_of(image, side);
  if (plain.is_clear()) return std::move(plain.ink);
  // Faint ink in noise: a stroke is many pixels wide, and noise is not.
  const double widest = std::max(image.width, image.height) * kWidestBlurPart;
  for (const double blur : kBlurs) {
    if (blur > widest) break;
    GreyImage smooth = image;
    cv::Mat target = as_mat(smooth);
    cv::GaussianBlur(as_mat(image), target, {}, blur, blur, cv::BORDER_REPLICATE);
    Attempt attempt = ink_of(std::move(smooth), side);
    if (attempt.is_clear()) return std::move(attempt.ink);
  }
  return std::move(plain.ink);
}

}  // namespace convlens
