#pragma once
#include <cstdint>
#include <filesystem>
#include <span>

#include "core/base/file_descriptor.h"

namespace convlens {

/// A file, read piece by piece.
class FileReader {
 public:
  /// Throws Error(file_missing, file_unreadable).
  explicit FileReader(std::filesystem::path path);

  /// Bytes that its folder promises; pipes promise none.
  std::uint64_t promised() const { return promised_; }
  /// The next bytes, up to buffer.size() of them; fewer only at the file's end. Throws
  /// Error(file_unreadable).
  std::size_t read(std::span<std::uint8_t> buffer);
  /// Goes on from that byte. Throws Error(file_unreadable).
  void seek(std::uint64_t offset);

 private:
  std::filesystem::path path_;
  FileDescriptor file_;
  std::uint64_t promised_ = 0;
};

}  // namespace convlens
