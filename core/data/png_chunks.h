#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace convlens {

/// A PNG's chunks that make its pixels (IHDR, PLTE, tRNS, IDAT, IEND) and nothing else: libpng tells of odd
/// colour profiles and of damage on standard error, so it is given neither. None: a chunk is cut, its sum is
/// wrong, or there is no IEND.
std::optional<std::vector<std::uint8_t>> essential_png(std::span<const std::uint8_t> bytes);

}  // namespace convlens
