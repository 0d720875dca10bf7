#pragma once
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "tests/support/errors.h"

namespace convlens::test {

using Bytes = std::vector<std::uint8_t>;

/// Plain, without the program's own writer.
inline void put(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}
inline void put(const std::filesystem::path& path, const std::string& text) {
  put(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}
inline Bytes get(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Cuts the file after each of its first and before each of its last 64 bytes; the lengths at which `load` did not
/// throw an Error. Leaves the whole file behind.
template <typename Load>
std::vector<std::size_t> lengths_accepted(const std::filesystem::path& path, Load&& load) {
  constexpr std::size_t kNear = 64;
  const Bytes whole = get(path);
  std::vector<std::size_t> accepted;
  for (std::size_t length = 0; length < whole.size(); ++length) {
    if (length > kNear && length + kNear < whole.size()) continue;
    put(path, std::span(whole).first(length));
    if (!error_of(load)) accepted.push_back(length);
  }
  put(path, whole);
  return accepted;
}

/// Changes each of the first `count` bytes in a few ways: whatever `load` does, it may throw nothing but an Error.
/// Returns how many changes it refused.
template <typename Load>
std::size_t flips_refused(const std::filesystem::path& path, std::size_t count, Load&& load) {
  const Bytes whole = get(path);
  std::size_t refused = 0;
  for (std::size_t at = 0; at < std::min(count, whole.size()); ++at)
    for (const int change : {0x01, 0x80, 0xFF}) {
      Bytes flipped = whole;
      flipped[at] = static_cast<std::uint8_t>(flipped[at] ^ change);
      put(path, flipped);
      if (error_of(load)) ++refused;
    }
  put(path, whole);
  return refused;
}

}  // namespace convlens::test
