#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace convlens {

/// Little-endian NPY 1.0, C order.
void save_npy(const std::filesystem::path& path, std::span<const std::int64_t> shape, std::span<const float> values);
void save_npy(const std::filesystem::path& path, std::span<const std::int64_t> shape, std::span<const std::int32_t> values);

struct NpyArray {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};
/// float32 ('<f4'), C order; anything else is refused by name.
NpyArray load_npy(const std::filesystem::path& path);

}  // namespace convlens
