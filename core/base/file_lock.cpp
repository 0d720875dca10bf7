#include "core/base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <utility>

#include "core/base/file.h"

namespace convlens {
namespace {

constexpr mode_t kPermissions = 0666;  // before the umask

}  // namespace

FileLock::FileLock(const std::filesystem::path& file)
    : descriptor_(std::move(*take_lock(std::filesystem::path(file) += ".lock", file, WhenLocked::wait))) {}

std::optional<FileDescriptor> take_lock(const std::filesystem::path& lock_file,
                                        const std::filesystem::path& subject, WhenLocked when_locked) {
  FileDescriptor descriptor(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kPermissions));
  if (!descriptor.is_open()) throw write_failure(subject, errno);
  const int operation = when_locked == WhenLocked::wait ? LOCK_EX : LOCK_EX | LOCK_NB;
  while (::flock(descriptor.get(), operation) != 0) {
    if (errno == EWOULDBLOCK) return std::nullopt;
    if (errno != EINTR) throw write_failure(subject, errno);
  }
  return descriptor;
}

}  // namespace convlens
