#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace convlens {

/// RGBA, 8 bits each, rows from the top, not premultiplied: what PNG files and QImage::Format_RGBA8888 hold.
struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;

  Pixels() = default;
  Pixels(int w, int h) : width(w), height(h), rgba(static_cast<std::size_t>(w) * h * 4, 0) {}
  std::uint8_t* at(int y, int x) { return rgba.data() + (static_cast<std::size_t>(y) * width + x) * 4; }
  const std::uint8_t* at(int y, int x) const {
    return rgba.data() + (static_cast<std::size_t>(y) * width + x) * 4;
  }
};

}  // namespace convlens
