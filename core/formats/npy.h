#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace convlens {

/// A whole file, little-endian NPY 1.0, C order. `subject` is what an Error names: the values must be as many
/// as the shape holds.
std::string npy_bytes(std::span<const std::int64_t> shape, std::span<const float> values,
                      const std::string& subject = "NPY");
std::string npy_bytes(std::span<const std::int64_t> shape, std::span<const std::int32_t> values,
                      const std::string& subject = "NPY");
/// The same as a file.
void save_npy(const std::filesystem::path& path, std::span<const std::int64_t> shape, std::span<const float> values);
void save_npy(const std::filesystem::path& path, std::span<const std::int64_t> shape, std::span<const std::int32_t> values);

struct NpyArray {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};
/// float32 ('<f4'), C order; anything else is refused by name.
NpyArray load_npy(const std::filesystem::path& path);

}  // namespace convlens
