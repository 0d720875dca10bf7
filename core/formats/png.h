#pragma once
#include <cstdint>
#include <filesystem>
#include <span>

namespace convlens {

/// 8-bit RGBA, rows from the top. Written whole or not at all; the same pixels give the same bytes.
void save_png(const std::filesystem::path& path, int width, int height, std::span<const std::uint8_t> rgba);

}  // namespace convlens
