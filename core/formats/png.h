#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace convlens {

/// A whole file of 8-bit RGBA, rows from the top; the same pixels give the same bytes. `subject` is what an
/// Error names.
std::vector<std::uint8_t> png_bytes(int width, int height, std::span<const std::uint8_t> rgba,
                                    const std::string& subject = "PNG");

/// The same as a file, written whole or not at all.
void save_png(const std::filesystem::path& path, int width, int height, std::span<const std::uint8_t> rgba);

}  // namespace convlens
