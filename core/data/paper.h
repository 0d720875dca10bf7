#pragma once
#include <opencv2/core.hpp>

namespace convlens {

/// Subtracts the paper from a picture (CV_32F, ink larger than paper): a plane fitted to the background by
/// repeated least squares over the pixels within a few standard deviations of the last fit, begun at the
/// median of the pixels not in `inked`. Paper of one exact level is subtracted as that level. Returns the
/// standard deviation of the paper's noise (robust: 1.4826 times the median absolute residual).
float take_away_paper(cv::Mat& picture, const cv::Mat& inked);

}  // namespace convlens
