#include "core/data/idx.h"

#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>
#include <string>

#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/data/unpack.h"

namespace convlens {
namespace {

constexpr std::uint32_t kUnsignedBytes = 0x0800;  // the magic number's third byte; the fourth is the rank

std::string hexadecimal(std::uint32_t value) {
  std::ostringstream text;
  text << "0x" << std::hex << std::setw(8) << std::setfill('0') << value;
  return text.str();
}

std::uint32_t read_number(Unpacker& source) {
  std::array<std::uint8_t, 4> bytes{};
  if (source.read(bytes) != bytes.size())
    throw Error(ErrorKind::file_truncated, source.path().string(), "it ends inside its header",
                "an IDX header and its values");
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 |
         bytes[3];
}

std::string dimensions(const std::vector<std::uint32_t>& dims) {
  std::string text;
  for (const std::uint32_t dim : dims) text += (text.empty() ? "" : " x ") + std::to_string(dim);
  return text;
}

}  // namespace

IdxArray load_idx(const std::filesystem::path& path, int rank) {
  Unpacker source(path);
  const std::uint32_t expected_magic = kUnsignedBytes + static_cast<std::uint32_t>(rank);
  const std::uint32_t magic = read_number(source);
  if (magic != expected_magic)
    throw Error(
        ErrorKind::file_broken, path.string(), "the magic number " + hexadecimal(magic),
        hexadecimal(expected_magic) + " (IDX, unsigned bytes, " + std::to_string(rank) + " dimensions)");

  IdxArray array;
  for (int i = 0; i < rank; ++i) array.dims.push_back(read_number(source));
  const std::uint64_t header = 4 + 4 * static_cast<std::uint64_t>(rank);
  const auto promised = checked_product(array.dims);
  if (!promised || *promised > kMaxIdxBytes)
    throw Error(ErrorKind::file_too_large, path.string(),
                "its header promises " + dimensions(array.dims) + " bytes",
                "at most " + std::to_string(kMaxIdxBytes) + " bytes");
  const auto truncated = [&](const std::string& found) {
    return Error(
        ErrorKind::file_truncated, path.string(), found,
        std::to_string(*promised) + " bytes of values (" + dimensions(array.dims) + "), as its header says");
  };
  // Before the memory is asked for: a few bytes cannot hold what a hostile header promises.
  if (*promised > source.at_most())
    throw truncated("at most " + std::to_string(source.at_most() - std::min(source.at_most(), header)) +
                    " bytes");

  array.values.resize(*promised);
  const std::size_t done = source.read(array.values);
  if (done != *promised) throw truncated(std::to_string(done) + " bytes");
  std::array<std::uint8_t, 1> beyond{};
  if (source.read(beyond) != 0)
    throw Error(ErrorKind::file_broken, path.string(), "more bytes than its header promises",
                std::to_string(*promised) + " bytes of values (" + dimensions(array.dims) + ")");
  return array;
}

}  // namespace convlens
