#include "core/base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "core/base/file.h"

namespace convlens {
namespace {

constexpr mode_t kPermissions = 0666;  // before the umask

}  // namespace

FileLock::FileLock(const std::filesystem::path& file) {
  const std::filesystem::path path = std::filesystem::path(file) += ".lock";
  descriptor_ = FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kPermissions));
  if (!descriptor_.is_open()) throw write_failure(file, errno);
  while (::flock(descriptor_.get(), LOCK_EX) != 0)
    if (errno != EINTR) throw write_failure(file, errno);
}

}  // namespace convlens
