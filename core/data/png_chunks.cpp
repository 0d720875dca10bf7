#include "core/data/png_chunks.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace convlens {
namespace {

constexpr std::size_t kSignature = 8;
constexpr std::size_t kAround = 12;  // length, type and sum of a chunk
constexpr std::array<std::string_view, 5> kEssential = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"};

std::uint32_t big_endian(std::span<const std::uint8_t> bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
         std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

}  // namespace

std::optional<std::vector<std::uint8_t>> essential_png(std::span<const std::uint8_t> bytes) {
  std::size_t at = kSignature;
  if (bytes.size() < at) return std::nullopt;
  std::vector<std::uint8_t> essential(bytes.begin(), bytes.begin() + kSignature);
  while (at + kAround <= bytes.size()) {
    const std::size_t length = big_endian(bytes, at);
    if (length > bytes.size() - at - kAround) return std::nullopt;
    const std::string_view type(reinterpret_cast<const char*>(bytes.data()) + at + 4, 4);
    if (std::ranges::find(kEssential, type) != kEssential.end()) {
      const uLong sum = crc32(0, bytes.data() + at + 4, static_cast<uInt>(length + 4));
      if (sum != big_endian(bytes, at + 8 + length)) return std::nullopt;
      const auto chunk = bytes.subspan(at, length + kAround);
      essential.insert(essential.end(), chunk.begin(), chunk.end());
      if (type == "IEND") return essential;
    } else if (std::isupper(static_cast<unsigned char>(type[0]))) {
      return std::nullopt;  // the format marks so what no reader may skip
    }
    at += length + kAround;
  }
  return std::nullopt;
}

}  // namespace convlens
