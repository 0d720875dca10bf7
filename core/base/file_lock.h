#pragma once
#include <filesystem>
#include <optional>

#include "core/base/file_descriptor.h"

namespace convlens {

/// Keeps all others that take a lock on the same file waiting, in other threads and other processes, while it
/// lives. The lock itself lies beside the file (FILE.lock) and stays there; the system gives it back for a
/// process that dies.
class FileLock {
 public:
  /// Waits for its turn. The folder must exist. Throws Error(file_unwritable).
  explicit FileLock(const std::filesystem::path& file);

 private:
  FileDescriptor descriptor_;
};

enum class WhenLocked { wait, give_up };
/// Opens, or makes, a lock file and takes its lock, which ends with the descriptor. None: another one holds
/// it and waiting is not wanted. Throws Error(file_unwritable) that names `subject`.
std::optional<FileDescriptor> take_lock(const std::filesystem::path& lock_file,
                                        const std::filesystem::path& subject, WhenLocked when_locked);

}  // namespace convlens
