#include "core/formats/png.h"

#include <opencv2/imgcodecs.hpp>

#include "core/base/error.h"
#include "core/base/file.h"

namespace convlens {
namespace {

constexpr int kChannels = 4;
constexpr int kCompression = 6;
constexpr int kMaxSide = 1 << 20;  // OpenCV's own limit for a side

}  // namespace

std::vector<std::uint8_t> png_bytes(int width, int height, std::span<const std::uint8_t> rgba,
                                    const std::string& subject) {
  const std::string size = std::to_string(width) + " x " + std::to_string(height) + " pixels";
  if (width <= 0 || height <= 0) throw Error(ErrorKind::empty_image, subject, size);
  if (width > kMaxSide || height > kMaxSide)
    throw Error(ErrorKind::bad_value, subject, size,
                "at most " + std::to_string(kMaxSide) + " on a side");
  const std::size_t expected = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * kChannels;
  if (rgba.size() != expected)
    throw Error(ErrorKind::bad_value, subject, std::to_string(rgba.size()) + " bytes of pixels",
                std::to_string(expected) + " for " + size);

  std::vector<std::uint8_t> encoded;
  try {
    const cv::Mat pixels(height, width, CV_8UC4, const_cast<std::uint8_t*>(rgba.data()));
    cv::Mat bgra(height, width, CV_8UC4);
    constexpr int kSwapRedAndBlue[] = {0, 2, 1, 1, 2, 0, 3, 3};
    cv::mixChannels(&pixels, 1, &bgra, 1, kSwapRedAndBlue, kChannels);
    // Named, so that another OpenCV's defaults do not change the bytes.
    cv::imencode(".png", bgra, encoded,
                 {cv::IMWRITE_PNG_COMPRESSION, kCompression, cv::IMWRITE_PNG_STRATEGY,
                  cv::IMWRITE_PNG_STRATEGY_DEFAULT});
  } catch (const cv::Exception& failure) {
    throw Error(ErrorKind::file_unwritable, subject, "PNG encoding failed: " + failure.err);
  }
  return encoded;
}

void save_png(const std::filesystem::path& path, int width, int height, std::span<const std::uint8_t> rgba) {
  write_file(path, png_bytes(width, height, rgba, path.string()));
}

}  // namespace convlens
