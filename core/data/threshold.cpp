#include "core/data/threshold.h"

#include <cstdint>
#include <opencv2/imgproc.hpp>

namespace convlens {

cv::Mat light_side(const cv::Mat& grey) {
  constexpr double kLevels = 255;
  cv::Mat levels, light;
  grey.convertTo(levels, CV_8U, kLevels);
  cv::threshold(levels, light, 0, kLevels, cv::THRESH_BINARY | cv::THRESH_OTSU);
  return light;
}

std::vector<float> values_where(const cv::Mat& image, const cv::Mat& mask, bool set) {
  std::vector<float> values;
  for (int y = 0; y < image.rows; ++y)
    for (int x = 0; x < image.cols; ++x)
      if ((mask.at<std::uint8_t>(y, x) != 0) == set) values.push_back(image.at<float>(y, x));
  return values;
}

}  // namespace convlens
