#pragma once
#include <opencv2/core.hpp>
#include <optional>

namespace convlens {

/// How a picture's paper (CV_32F, 0 to 1) is lit, light falling off from lamp to corner or to the rims: a
/// polynomial of degree kLightDegree in x and y, fitted to the grey levels by least squares whose weights
/// fall with the distance from the last fit (Geman & McClure 1985), so that ink, dark or light, does not
/// count.
struct PaperLight {
  cv::Mat level;    ///< the paper's grey level at each pixel; CV_32F
  float noise = 0;  ///< the paper's standard deviation about it (robust)
};
inline constexpr int kLightDegree = 4;

/// nullopt: one threshold will do (`inked`: what it calls ink), or the picture is no paper with something on
/// it. A threshold will not do where much of what it calls ink is just paper, or the best lit paper is more
/// than 2.5 times as bright as the worst lit; that is asked of a plane through what is not inked, and, where
/// this does not fit or is not even enough, of the polynomial.
std::optional<PaperLight> uneven_light(const cv::Mat& picture, const cv::Mat& inked);

/// What level_light() makes of the paper.
struct LevelPaper {
  float level = 0;  ///< its grey level, now the same all over
  cv::Mat noise;    ///< its standard deviation at each pixel: larger where there was little light; CV_32F
};

/// Makes the whole picture as bright as its best lit paper: divided by the light, and then, thrice, by what
/// is left of it, the mean of the paper around each pixel.
LevelPaper level_light(cv::Mat& picture, const PaperLight& light);

}  // namespace convlens
