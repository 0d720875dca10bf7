#include "core/base/file_reader.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "core/base/file.h"

namespace convlens {

FileReader::FileReader(std::filesystem::path path)
    : path_(std::move(path)), file_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (!file_.is_open()) throw read_failure(path_, errno);
  struct stat status {};
  if (::fstat(file_.get(), &status) != 0) throw read_failure(path_, errno);
  if (S_ISDIR(status.st_mode)) throw read_failure(path_, EISDIR);
  promised_ = static_cast<std::uint64_t>(status.st_size);
}

std::size_t FileReader::read(std::span<std::uint8_t> buffer) {
  std::size_t done = 0;
  while (done < buffer.size()) {
    const ssize_t got = ::read(file_.get(), buffer.data() + done, buffer.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw read_failure(path_, errno);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void FileReader::seek(std::uint64_t offset) {
  if (::lseek(file_.get(), static_cast<off_t>(offset), SEEK_SET) < 0) throw read_failure(path_, errno);
}

}  // namespace convlens
