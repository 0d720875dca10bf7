#include "core/base/folder_lock.h"

#include <utility>

#include "core/base/error.h"
#include "core/base/file_lock.h"

namespace convlens {

FolderLock::FolderLock(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / ".lock";
  std::optional<FileDescriptor> taken = take_lock(path, path, WhenLocked::give_up);
  if (!taken)
    throw Error(ErrorKind::bad_value, folder.string(),
                "a folder in which another window or command is at work",
                "another folder, or wait for its end");
  file_ = std::move(*taken);
}

}  // namespace convlens
