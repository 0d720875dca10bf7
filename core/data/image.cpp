#include "core/data/image.h"

#include <algorithm>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/image_header.h"
#include "core/data/png_chunks.h"

namespace convlens {
namespace {

constexpr std::uint64_t kMaxPixels = 64'000'000;
constexpr std::uint64_t kMaxFileBytes = 512'000'000;
constexpr int kOpaque = 255;

/// A JPEG without its end-of-image marker was cut; libjpeg would fill the rest with grey without a word.
bool is_cut_jpeg(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kEndOfImage = "\xFF\xD9";
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return text.rfind(kEndOfImage) == std::string_view::npos;
}

void check_header(const ImageHeader& header, std::span<const std::uint8_t> bytes,
                  const std::string& subject) {
  if (header.format == ImageFormat::unknown)
    throw Error(ErrorKind::file_broken, subject, "not a picture", "PNG, JPEG, BMP, TIFF, WebP or PNM");
  if (!header.has_size || (header.format == ImageFormat::jpeg && is_cut_jpeg(bytes)))
    throw Error(ErrorKind::file_truncated, subject, std::to_string(bytes.size()) + " bytes",
                "the whole picture");
  if (header.width == 0 || header.height == 0)
    throw Error(ErrorKind::empty_image, subject,
                std::to_string(header.width) + " x " + std::to_string(header.height) + " pixels");
  if (header.width > kMaxPixels || header.height > kMaxPixels || header.width * header.height > kMaxPixels)
    throw Error(ErrorKind::file_too_large, subject,
                std::to_string(header.width) + " x " + std::to_string(header.height) + " pixels",
                "at most " + std::to_string(kMaxPixels / 1'000'000) + " million pixels");
  if (bytes.size() < header.least_bytes)
    throw Error(ErrorKind::file_truncated, subject, std::to_string(bytes.size()) + " bytes",
                std::to_string(header.least_bytes) + " bytes");
}

/// Empty where OpenCV cannot decode it.
cv::Mat decode(ImageFormat format, std::span<const std::uint8_t> bytes) {
  // OpenCV's own log; the Errors here say it.
  static const bool silent = [] {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    return true;
  }();
  static_cast<void>(silent);
  // JPEG turns by its EXIF orientation only without IMREAD_UNCHANGED, and a BMP's fourth byte is rarely an
  // alpha.
  const bool unchanged = format != ImageFormat::jpeg && format != ImageFormat::bmp;
  const cv::Mat packed(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<std::uint8_t*>(bytes.data()));
  try {
    return cv::imdecode(packed, unchanged ? cv::IMREAD_UNCHANGED : cv::IMREAD_ANYCOLOR);
  } catch (const cv::Exception&) {
    return {};
  }
}

/// 16-bit and float pictures to 8 bits; an empty matrix for other depths.
cv::Mat to_bytes(const cv::Mat& decoded) {
  constexpr double kBytePerWord = 1.0 / 257;  // 65535 -> 255
  cv::Mat result;
  switch (decoded.depth()) {
    case CV_8U:
      return decoded;
    case CV_16U:
      decoded.convertTo(result, CV_8U, kBytePerWord);
      break;
    case CV_32F:
    case CV_64F:
      decoded.convertTo(result, CV_8U, kOpaque);
      break;
    default:
      break;
  }
  return result;
}

std::uint8_t on_white(int value, int alpha) {
  return static_cast<std::uint8_t>((value * alpha + kOpaque * (kOpaque - alpha) + kOpaque / 2) / kOpaque);
}

/// BGR(A) rows to RGB.
Image to_image(const cv::Mat& matrix) {
  Image image{matrix.cols, matrix.rows, matrix.channels() == 1 ? 1 : 3, {}};
  const int channels = matrix.channels();
  image.pixels.reserve(static_cast<std::size_t>(image.width) * image.height * image.channels);
  for (int y = 0; y < matrix.rows; ++y) {
    const std::uint8_t* row = matrix.ptr<std::uint8_t>(y);
    if (channels == 1) {
      image.pixels.insert(image.pixels.end(), row, row + matrix.cols);
      continue;
    }
    for (const std::uint8_t* pixel = row; pixel != row + std::ptrdiff_t{matrix.cols} * channels;
         pixel += channels)
      for (int c = 2; c >= 0; --c)
        image.pixels.push_back(channels == 4 ? on_white(pixel[c], pixel[3]) : pixel[c]);
  }
  return image;
}

}  // namespace

Image decode_image(std::span<const std::uint8_t> bytes, const std::string& subject) {
  if (bytes.empty()) throw Error(ErrorKind::empty_image, subject, "0 bytes");
  if (bytes.size() > kMaxFileBytes)
    throw Error(ErrorKind::file_too_large, subject, std::to_string(bytes.size()) + " bytes",
                "at most " + std::to_string(kMaxFileBytes) + " bytes");
  refuse_impostors(subject, bytes);
  const ImageHeader header = read_image_header(bytes);
  check_header(header, bytes, subject);
  std::optional<std::vector<std::uint8_t>> png;
  if (header.format == ImageFormat::png) {
    png = essential_png(bytes);
    if (!png) throw Error(ErrorKind::file_broken, subject, "cut or damaged inside", "a whole PNG");
  }
  const cv::Mat decoded = decode(header.format, png ? *png : bytes);
  if (decoded.empty())
    throw Error(ErrorKind::file_broken, subject, "damaged inside", "a picture that can be decoded");
  const cv::Mat matrix = to_bytes(decoded);
  const int channels = matrix.channels();
  if (matrix.empty() || (channels != 1 && channels != 3 && channels != 4))
    throw Error(ErrorKind::not_supported, subject,
                std::to_string(decoded.channels()) + " channels of " +
                    std::to_string(decoded.elemSize1() * 8) + " bits",
                "1, 3 or 4 channels of 8 or 16 bits");
  return to_image(matrix);
}

Image read_image(const std::filesystem::path& path) {
  return decode_image(read_file(path, kMaxFileBytes), path.string());
}

Image cropped(const Image& image, int left, int top, int width, int height) {
  Image part{width, height, image.channels, {}};
  const auto channels = static_cast<std::ptrdiff_t>(image.channels);
  for (int y = top; y < top + height; ++y) {
    const auto begin = image.pixels.begin() + (static_cast<std::ptrdiff_t>(y) * image.width + left) * channels;
    part.pixels.insert(part.pixels.end(), begin, begin + width * channels);
  }
  return part;
}

GreyImage to_grey(const Image& image) {
  constexpr float kRed = 0.299f, kGreen = 0.587f, kBlue = 0.114f, kWhite = 255;
  GreyImage grey{image.width, image.height, {}};
  grey.pixels.resize(static_cast<std::size_t>(image.width) * image.height);
  const std::uint8_t* pixel = image.pixels.data();
  for (float& value : grey.pixels) {
    value =
        (image.channels == 1 ? pixel[0] : kRed * pixel[0] + kGreen * pixel[1] + kBlue * pixel[2]) / kWhite;
    pixel += image.channels;
  }
  return grey;
}

}  // namespace convlens
