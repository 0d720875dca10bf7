#include "core/base/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "core/base/error.h"
#include "core/base/file.h"

namespace convlens {

FolderLock::FolderLock(const std::filesystem::path& folder) {
  constexpr int kMode = 0644;
  const std::filesystem::path path = folder / ".lock";
  file_ = FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode));
  if (!file_.is_open()) throw write_failure(path, errno);
  if (::flock(file_.get(), LOCK_EX | LOCK_NB) == 0) return;
  if (errno != EWOULDBLOCK) throw write_failure(path, errno);
  throw Error(ErrorKind::bad_value, folder.string(), "a folder in which another window or command is at work",
              "another folder, or wait for its end");
}

}  // namespace convlens
