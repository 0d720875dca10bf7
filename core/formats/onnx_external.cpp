#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "core/base/file_reader.h"
#include "core/formats/onnx_tensor.h"

namespace convlens {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 22;  // bytes; a multiple of every value's size
constexpr const char* kLocation = "location";

std::string label(const onnx::TensorProto& tensor) { return "tensor '" + tensor.name() + "'"; }

std::string entry_of(const onnx::TensorProto& tensor, const std::string& key) {
  for (const auto& entry : tensor.external_data())
    if (entry.key() == key) return entry.value();
  return {};
}

std::uint64_t number_of(const onnx::TensorProto& tensor, const std::string& key, std::uint64_t otherwise,
                        const OnnxSource& source) {
  const std::string text = entry_of(tensor, key);
  if (text.empty()) return otherwise;
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
    source.broken(label(tensor) + " has " + key + " = '" + text + "' for its data", "a number of bytes");
  return value;
}

/// The file inside the model's folder, links resolved; none: the path leaves it, however it does so.
std::optional<fs::path> inside_folder(const std::string& location, const OnnxSource& source) {
  const fs::path path(location);
  if (location.empty() || path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end() ||
      location.find('\\') != std::string::npos || location.find('\0') != std::string::npos)
    return std::nullopt;
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(fs::absolute(source.path).parent_path(), error);
  const fs::path whole = fs::weakly_canonical(folder / path, error);
  const bool inside =
      std::mismatch(folder.begin(), folder.end(), whole.begin(), whole.end()).first == folder.end();
  return inside ? std::optional(whole) : std::nullopt;
}

fs::path place_of(const onnx::TensorProto& tensor, const OnnxSource& source) {
  const std::string location = entry_of(tensor, kLocation);
  const std::optional<fs::path> whole = inside_folder(location, source);
  std::error_code error;
  if (whole && !fs::exists(*whole, error))
    throw Error(
        ErrorKind::file_missing, whole->string(),
        "not there; " + label(tensor) + " of " + source.path.filename().string() + " has its data in it");
  if (!whole || !fs::is_regular_file(*whole, error))
    source.broken(label(tensor) + " wants its data from '" + location + "', outside the model's folder",
                  "data in a file of the model's folder");
  return *whole;
}

}  // namespace

void read_external(const onnx::TensorProto& tensor, std::uint64_t bytes, const OnnxSource& source,
                   const std::function<void(std::string_view)>& take) {
  const fs::path path = place_of(tensor, source);
  const std::uint64_t offset = number_of(tensor, "offset", 0, source);
  const std::uint64_t length = number_of(tensor, "length", bytes, source);
  if (length != bytes)
    source.broken(
        label(tensor) + " takes " + std::to_string(length) + " bytes of '" + path.filename().string() + "'",
        std::to_string(bytes) + " bytes");
  FileReader file(path);
  const std::uint64_t size = file.promised();
  if (offset > size || size - offset < bytes)
    throw Error(
        ErrorKind::file_truncated, path.string(), std::to_string(size) + " bytes",
        "at least " + std::to_string(offset) + " + " + std::to_string(bytes) + " for " + label(tensor));
  file.seek(offset);
  std::vector<std::uint8_t> piece;
  for (std::uint64_t done = 0; done < bytes; done += piece.size()) {
    piece.resize(std::min<std::uint64_t>(kPiece, bytes - done));
    if (file.read(piece) != piece.size())
      throw Error(ErrorKind::file_unreadable, path.string(), "it could not be read to its end");
    take({reinterpret_cast<const char*>(piece.data()), piece.size()});
    source.progress.read(piece.size());
  }
}

std::vector<fs::path> external_files(const onnx::GraphProto& graph, const OnnxSource& source) {
  std::vector<fs::path> files;
  std::set<std::string> known;
  const auto look_at = [&](const onnx::TensorProto& tensor) {
    const std::string location = entry_of(tensor, kLocation);
    if (!is_external(tensor) || !known.insert(location).second) return;
    const std::optional<fs::path> file = inside_folder(location, source);
    std::error_code error;
    if (file && fs::is_regular_file(*file, error) &&
        std::find(files.begin(), files.end(), *file) == files.end())
      files.push_back(*file);
  };
  for (const auto& tensor : graph.initializer()) look_at(tensor);
  for (const auto& node : graph.node())
    for (const auto& attribute : node.attribute()) look_at(attribute.t());
  return files;
}

}  // namespace convlens
