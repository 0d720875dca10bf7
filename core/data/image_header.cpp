#include "core/data/image_header.h"

#include <cctype>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace convlens {
namespace {

using Bytes = std::span<const std::uint8_t>;

bool has_text(Bytes bytes, std::size_t at, std::string_view text) {
  if (at + text.size() > bytes.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (bytes[at + i] != static_cast<std::uint8_t>(text[i])) return false;
  return true;
}

/// An unsigned number of `count` bytes; none beyond the end.
std::optional<std::uint32_t> number(Bytes bytes, std::size_t at, std::size_t count, bool big_endian) {
  if (at > bytes.size() || count > bytes.size() - at) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | bytes[at + (big_endian ? i : count - 1 - i)];
  return value;
}
constexpr bool kBigEndian = true, kLittleEndian = false;

ImageHeader sized(ImageFormat format, std::optional<std::uint32_t> width,
                  std::optional<std::uint32_t> height) {
  if (!width || !height) return {.format = format};
  return {format, true, *width, *height, 0};
}

/// Sizes beyond this are refused anyway; below, products fit 64 bits.
constexpr std::uint64_t kSideThatMatters = 1u << 28;

ImageHeader png(Bytes bytes) {
  if (!has_text(bytes, 12, "IHDR")) return {.format = ImageFormat::png};
  return sized(ImageFormat::png, number(bytes, 16, 4, kBigEndian), number(bytes, 20, 4, kBigEndian));
}

/// Walks the segments to the frame header (SOF0-15 without the table markers DHT, JPG, DAC).
ImageHeader jpeg(Bytes bytes) {
  std::size_t at = 2;
  while (at + 4 <= bytes.size() && bytes[at] == 0xFF) {
    const std::uint8_t marker = bytes[at + 1];
    if (marker == 0xFF) {  // fill byte
      ++at;
      continue;
    }
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame)
      return sized(ImageFormat::jpeg, number(bytes, at + 7, 2, kBigEndian),
                   number(bytes, at + 5, 2, kBigEndian));
    at += 2 + *number(bytes, at + 2, 2, kBigEndian);
  }
  return {.format = ImageFormat::jpeg};
}

ImageHeader bmp(Bytes bytes) {
  constexpr std::uint32_t kCoreHeader = 12;  // OS/2's, with 16-bit sizes
  const auto header = number(bytes, 14, 4, kLittleEndian);
  if (!header) return {.format = ImageFormat::bmp};
  if (*header == kCoreHeader)
    return sized(ImageFormat::bmp, number(bytes, 18, 2, kLittleEndian), number(bytes, 20, 2, kLittleEndian));
  auto height = number(bytes, 22, 4, kLittleEndian);
  // A negative height means rows from the top.
  if (height && *height > 0x8000'0000u) height = 0u - *height;
  ImageHeader result = sized(ImageFormat::bmp, number(bytes, 18, 4, kLittleEndian), height);
  const auto data = number(bytes, 10, 4, kLittleEndian), bits = number(bytes, 28, 2, kLittleEndian);
  const auto compression = number(bytes, 30, 4, kLittleEndian);
  const bool packed = compression == 1u || compression == 2u;  // run lengths
  if (data && bits && compression && !packed && result.width < kSideThatMatters &&
      result.height < kSideThatMatters)
    result.least_bytes = *data + (result.width * *bits + 31) / 32 * 4 * result.height;
  return result;
}

ImageHeader tiff(Bytes bytes) {
  constexpr std::uint32_t kImageWidth = 256, kImageLength = 257, kTypeShort = 3;
  constexpr std::size_t kEntry = 12;
  const bool order = bytes[0] == 'M';
  const auto directory = number(bytes, 4, 4, order);
  const auto entries = directory ? number(bytes, *directory, 2, order) : std::nullopt;
  std::optional<std::uint32_t> width, height;
  for (std::uint32_t i = 0; entries && i < *entries; ++i) {
    const std::size_t at = *directory + std::size_t{2} + i * kEntry;
    const auto tag = number(bytes, at, 2, order), type = number(bytes, at + 2, 2, order);
    if (!tag || !type) break;
    const auto value = number(bytes, at + 8, *type == kTypeShort ? 2 : 4, order);
    if (*tag == kImageWidth) width = value;
    if (*tag == kImageLength) height = value;
  }
  return sized(ImageFormat::tiff, width, height);
}

ImageHeader webp_picture(Bytes bytes) {
  constexpr std::uint32_t kSideBits = 14, kSideMask = (1u << kSideBits) - 1;
  const auto plus_one = [](std::optional<std::uint32_t> value) {
    return value ? std::optional(*value + 1) : value;
  };
  if (has_text(bytes, 12, "VP8X"))
    return sized(ImageFormat::webp, plus_one(number(bytes, 24, 3, kLittleEndian)),
                 plus_one(number(bytes, 27, 3, kLittleEndian)));
  if (has_text(bytes, 12, "VP8L")) {
    const auto packed = number(bytes, 21, 4, kLittleEndian);
    if (!packed) return {.format = ImageFormat::webp};
    return sized(ImageFormat::webp, (*packed & kSideMask) + 1, (*packed >> kSideBits & kSideMask) + 1);
  }
  auto width = number(bytes, 26, 2, kLittleEndian), height = number(bytes, 28, 2, kLittleEndian);
  if (width) *width &= kSideMask;
  if (height) *height &= kSideMask;
  return sized(ImageFormat::webp, width, height);
}

ImageHeader webp(Bytes bytes) {
  constexpr std::uint64_t kBeforeSize = 8;
  ImageHeader result = webp_picture(bytes);
  if (const auto riff = number(bytes, 4, 4, kLittleEndian)) result.least_bytes = *riff + kBeforeSize;
  return result;
}

/// "P5 width height maximum", separated by blanks and comments.
ImageHeader pnm(Bytes bytes) {
  constexpr std::uint32_t kTooMany = 100'000'000;  // a longer number is no side of a picture
  std::size_t at = 2;
  const auto next = [&]() -> std::optional<std::uint32_t> {
    while (at < bytes.size() && (std::isspace(bytes[at]) || bytes[at] == '#')) {
      if (bytes[at] == '#')
        while (at < bytes.size() && bytes[at] != '\n') ++at;
      else
        ++at;
    }
    if (at >= bytes.size() || !std::isdigit(bytes[at])) return std::nullopt;
    std::uint32_t value = 0;
    for (; at < bytes.size() && std::isdigit(bytes[at]) && value < kTooMany; ++at)
      value = value * 10 + (bytes[at] - '0');
    return value;
  };
  const auto width = next();
  ImageHeader result = sized(ImageFormat::pnm, width, next());
  const std::uint64_t channels = bytes[1] == '6' ? 3 : 1;
  if ((bytes[1] == '5' || bytes[1] == '6') && result.has_size)
    if (const auto maximum = next())
      result.least_bytes = at + 1 + result.width * result.height * channels * (*maximum > 255 ? 2 : 1);
  return result;
}

}  // namespace

ImageHeader read_image_header(Bytes bytes) {
  using namespace std::string_view_literals;
  if (has_text(bytes, 0, "\x89PNG\r\n\x1a\n"sv)) return png(bytes);
  if (has_text(bytes, 0, "\xFF\xD8\xFF"sv)) return jpeg(bytes);
  if (has_text(bytes, 0, "II*\0"sv) || has_text(bytes, 0, "MM\0*"sv)) return tiff(bytes);
  if (has_text(bytes, 0, "RIFF"sv) && has_text(bytes, 8, "WEBP"sv)) return webp(bytes);
  if (has_text(bytes, 0, "BM"sv)) return bmp(bytes);
  if (bytes.size() > 2 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6' && std::isspace(bytes[2]))
    return pnm(bytes);
  return {};
}

}  // namespace convlens
