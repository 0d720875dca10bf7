#include <algorithm>
#include <charconv>
#include <fstream>

#include "core/formats/onnx_tensor.h"

namespace convlens {
namespace {

namespace fs = std::filesystem;

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

/// The file inside the model's folder, links resolved; a path that leaves the folder is refused, however it
/// does so.
fs::path place_of(const onnx::TensorProto& tensor, const OnnxSource& source) {
  const std::string location = entry_of(tensor, "location");
  const auto refuse = [&] {
    source.broken(label(tensor) + " wants its data from '" + location + "', outside the model's folder",
                  "data in a file of the model's folder");
  };
  const fs::path path(location);
  if (location.empty() || path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end() ||
      location.find('\\') != std::string::npos || location.find('\0') != std::string::npos)
    refuse();
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(fs::absolute(source.path).parent_path(), error);
  const fs::path whole = fs::weakly_canonical(folder / path, error);
  if (std::mismatch(folder.begin(), folder.end(), whole.begin(), whole.end()).first != folder.end()) refuse();
  if (!fs::exists(whole, error))
    throw Error(
        ErrorKind::file_missing, whole.string(),
        "not there; " + label(tensor) + " of " + source.path.filename().string() + " has its data in it");
  if (!fs::is_regular_file(whole, error)) refuse();
  return whole;
}

}  // namespace

std::string external_data(const onnx::TensorProto& tensor, std::uint64_t bytes, const OnnxSource& source) {
  const fs::path path = place_of(tensor, source);
  const std::uint64_t offset = number_of(tensor, "offset", 0, source);
  const std::uint64_t length = number_of(tensor, "length", bytes, source);
  if (length != bytes)
    source.broken(
        label(tensor) + " takes " + std::to_string(length) + " bytes of '" + path.filename().string() + "'",
        std::to_string(bytes) + " bytes");
  std::error_code error;
  const std::uint64_t size = fs::file_size(path, error);
  if (error || offset > size || size - offset < bytes)
    throw Error(
        ErrorKind::file_truncated, path.string(), std::to_string(size) + " bytes",
        "at least " + std::to_string(offset) + " + " + std::to_string(bytes) + " for " + label(tensor));
  std::string data(bytes, '\0');
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(data.data(), static_cast<std::streamsize>(bytes));
  if (!file || static_cast<std::uint64_t>(file.gcount()) != bytes)
    throw Error(ErrorKind::file_unreadable, path.string(), "it could not be read to its end");
  return data;
}

}  // namespace convlens
