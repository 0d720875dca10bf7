#pragma once
#include <opencv2/core.hpp>
#include <vector>

namespace convlens {

/// 255 on the light side of Otsu's threshold (Otsu 1979) of a picture (CV_32F, 0 to 1), 0 on the other.
cv::Mat light_side(const cv::Mat& grey);

/// The values of `image` (CV_32F) where `mask` is (not) set, row by row.
std::vector<float> values_where(const cv::Mat& image, const cv::Mat& mask, bool set);

/// The soft edge of ink reaches this far (pixels) from what Otsu's threshold calls ink.
inline constexpr int kInkReach = 3;

}  // namespace convlens
