#pragma once
#include <filesystem>
#include <fstream>
#include <string>

namespace convlens::test {

/// A folder of pictures of one's own, a subfolder a class: rings, bars and crosses of several sizes and
/// places, dark on light, 28 x 28; and among the rings a file that is no picture, cut.jpg.
inline std::filesystem::path make_picture_folder(const std::filesystem::path& folder, int of_each) {
  constexpr int kSide = 28, kLight = 240, kDark = 20;
  const auto is_ink = [](const std::string& kind, int y, int x, int size) {
    const int square = y * y + x * x;
    if (kind == "ring") return square <= size * size && square >= (size - 3) * (size - 3);
    if (kind == "bar") return x >= -1 && x <= 1 && y >= -size && y <= size;
    return (y - x >= -1 && y - x <= 1 && square <= size * size) ||
           (y + x >= -1 && y + x <= 1 && square <= size * size);
  };
  for (const std::string kind : {"bar", "cross", "ring"}) {
    std::filesystem::create_directories(folder / kind);
    for (int i = 0; i < of_each; ++i) {
      std::ofstream out(folder / kind / (std::to_string(i) + ".pgm"), std::ios::binary);
      out << "P5\n" << kSide << " " << kSide << "\n255\n";
      const int size = 5 + i % 6, top = 13 + i % 3, left = 12 + i % 4;
      for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
          out.put(static_cast<char>(is_ink(kind, y - top, x - left, size) ? kDark : kLight));
    }
  }
  std::ofstream(folder / "ring" / "cut.jpg", std::ios::binary) << "\xFF\xD8\xFF\xE0 and no more";
  return folder;
}

}  // namespace convlens::test
