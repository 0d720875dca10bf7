#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

namespace convlens {

/// Unsigned bytes with up to a few dimensions, as the MNIST files keep them: 00 00 08 RANK, then each
/// dimension as a big-endian 32-bit number, then the values, last dimension fastest.
struct IdxArray {
  std::vector<std::uint32_t> dims;
  std::vector<std::uint8_t> values;
};

/// Plain or gzip. The header fixes the size: never more than that and one byte is unpacked.
/// Throws Error(file_truncated, file_broken for a wrong magic number or bytes too many, file_too_large when
/// the header promises more than `kMaxIdxBytes`, and what Unpacker throws).
IdxArray load_idx(const std::filesystem::path& path, int rank);

inline constexpr std::uint64_t kMaxIdxBytes = std::uint64_t{2} << 30;

}  // namespace convlens
