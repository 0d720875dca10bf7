#pragma once
#include <cstdint>
#include <span>

namespace convlens {

enum class ImageFormat { unknown, png, jpeg, bmp, tiff, webp, pnm };

/// What a picture's first bytes promise, before any memory is asked for.
struct ImageHeader {
  ImageFormat format = ImageFormat::unknown;
  bool has_size = false;  ///< false: the size is not where the format keeps it (truncated, or a rare variant)
  std::uint64_t width = 0, height = 0;
  std::uint64_t least_bytes =
      0;  ///< of the whole file, where the header tells (BMP, WebP, binary PNM); else 0
};

/// Reads PNG, JPEG, BMP, TIFF, WebP and PNM headers; never beyond the bytes.
ImageHeader read_image_header(std::span<const std::uint8_t> bytes);

}  // namespace convlens
