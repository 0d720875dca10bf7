#pragma once
#include <filesystem>

#include "core/base/file_descriptor.h"

namespace convlens {

/// A folder that one owner at a time works in, of all programs on the machine. The lock ends with the object,
/// and with its program however that ends; its file (".lock" in the folder) stays. The folder must exist.
class FolderLock {
 public:
  /// Throws Error(bad_value) where another one holds it, Error(file_unwritable).
  explicit FolderLock(const std::filesystem::path& folder);

 private:
  FileDescriptor file_;
};

}  // namespace convlens
