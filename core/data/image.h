#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace convlens {

/// A decoded picture: 1 (grey) or 3 (RGB) channels, rows from the top, interleaved. Alpha is laid on white.
struct Image {
  int width = 0, height = 0, channels = 1;
  std::vector<std::uint8_t> pixels;

  bool empty() const { return pixels.empty(); }
};

/// Grey values 0..1, rows from the top.
struct GreyImage {
  int width = 0, height = 0;
  std::vector<float> pixels;

  float at(int y, int x) const { return pixels[static_cast<std::size_t>(y) * width + x]; }
  float& at(int y, int x) { return pixels[static_cast<std::size_t>(y) * width + x]; }
};

/// PNG, JPEG, BMP, TIFF, WebP ... Throws Error(file_missing, git_lfs_pointer, html_page, empty_image, file_broken,
/// file_too_large). Size limits are checked before memory is asked for.
Image read_image(const std::filesystem::path& path);
Image decode_image(std::span<const std::uint8_t> bytes, const std::string& subject);

/// The part that begins at (left, top) and lies inside.
Image cropped(const Image& image, int left, int top, int width, int height);

/// ITU-R BT.601 luma for colour.
GreyImage to_grey(const Image& image);

}  // namespace convlens
