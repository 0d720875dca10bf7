#include "core/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>

#include "core/base/file_descriptor.h"
#include "core/base/file_reader.h"

namespace convlens {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20;
constexpr std::size_t kNameKept = 180;  // of the 255 bytes a file name may have
constexpr mode_t kPermissions = 0666;   // before the umask

/// The temporary beside the file to be; removed unless it was renamed away.
class Temporary {
 public:
  explicit Temporary(const fs::path& target) {
    static std::atomic<unsigned> counter{0};
    do {
      std::string name = ".";
      name.append(target.filename().string(), 0, kNameKept).append(".").append(std::to_string(::getpid()));
      name.append("-").append(std::to_string(counter++)).append(".tmp");
      path_ = target.parent_path() / name;
      descriptor_ =
          FileDescriptor(::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kPermissions));
    } while (!descriptor_.is_open() && errno == EEXIST);
    if (!descriptor_.is_open()) throw write_failure(target, errno);
  }
  ~Temporary() {
    descriptor_.close();
    if (!renamed_) ::unlink(path_.c_str());
  }
  const fs::path& path() const { return path_; }
  FileDescriptor& descriptor() { return descriptor_; }
  void renamed() { renamed_ = true; }

 private:
  fs::path path_;
  FileDescriptor descriptor_;
  bool renamed_ = false;
};

void write_all(int descriptor, std::span<const std::uint8_t> bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), std::min(bytes.size(), kChunk));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw write_failure(path, errno);
    // A short count is followed by another try, which then names the reason; no progress at all is a full
    // disk.
    if (written == 0) throw write_failure(path, ENOSPC);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void verify(const fs::path& written, std::span<const std::uint8_t> bytes, const fs::path& path) {
  FileReader file(written);
  std::vector<std::uint8_t> buffer(std::min(bytes.size() + 1, kChunk));
  std::size_t done = 0;
  while (const std::size_t got = file.read(buffer)) {
    if (got > bytes.size() - done || std::memcmp(buffer.data(), bytes.data() + done, got) != 0)
      throw Error(ErrorKind::file_unwritable, path.string(),
                  "the medium gave back other bytes than were written");
    done += got;
  }
  if (done != bytes.size())
    throw Error(
        ErrorKind::file_unwritable, path.string(),
        "the medium kept only " + std::to_string(done) + " of " + std::to_string(bytes.size()) + " bytes");
}

void sync_folder_of(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // A folder that may be written but not read cannot be synced; the file itself is safe already.
  if (!descriptor.is_open()) return;
  if (::fsync(descriptor.get()) != 0 && errno != EINVAL && errno != EROFS) throw write_failure(path, errno);
}

/// Where a path finally leads, so that a link stays a link.
fs::path follow_links(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  const fs::path target = fs::weakly_canonical(path, error);
  return error ? path : target;
}

}  // namespace

Error write_failure(const fs::path& path, int system_error) {
  if (system_error == ENOSPC || system_error == EDQUOT)
    return {ErrorKind::disk_full, path.string(), std::strerror(system_error)};
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code ignored;
  if (system_error == ENOENT && !fs::exists(folder, ignored))
    return {ErrorKind::file_unwritable, path.string(), "there is no folder " + folder.string()};
  return {ErrorKind::file_unwritable, path.string(), std::strerror(system_error)};
}

Error read_failure(const fs::path& path, int system_error) {
  if (system_error == ENOENT || system_error == ENOTDIR)
    return {ErrorKind::file_missing, path.string(), std::strerror(system_error)};
  return {ErrorKind::file_unreadable, path.string(), std::strerror(system_error)};
}

void write_file(const fs::path& path, std::span<const std::uint8_t> bytes) {
  const fs::path target = follow_links(path);
  struct stat old {};
  const bool replaces = ::stat(target.c_str(), &old) == 0;
  if (replaces && S_ISDIR(old.st_mode)) throw write_failure(path, EISDIR);
  // Renaming over a device would replace it by a file.
  if (replaces && !S_ISREG(old.st_mode))
    throw Error(ErrorKind::file_unwritable, path.string(), "it is a device or pipe, not a file");
  // Renaming asks only for the folder's permission; a read-only file was meant to stay.
  if (replaces && ::access(target.c_str(), W_OK) != 0) throw write_failure(path, errno);
  if (!target.has_filename()) throw write_failure(path, EISDIR);

  Temporary temporary(target);
  FileDescriptor& file = temporary.descriptor();
  write_all(file.get(), bytes, path);
  if (replaces && ::fchmod(file.get(), old.st_mode & 07777) != 0 && errno != EPERM)
    throw write_failure(path, errno);
  if (::fsync(file.get()) != 0 || file.close() != 0) throw write_failure(path, errno);
  verify(temporary.path(), bytes, path);
  if (::rename(temporary.path().c_str(), target.c_str()) != 0) throw write_failure(path, errno);
  temporary.renamed();
  sync_folder_of(target);
}

void write_file(const fs::path& path, std::string_view text) {
  write_file(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

void adopt_file(const fs::path& finished, const fs::path& path) {
  FileDescriptor file(::open(finished.c_str(), O_RDWR | O_CLOEXEC));
  if (!file.is_open() || ::fsync(file.get()) != 0 || file.close() != 0) throw write_failure(path, errno);
  if (::rename(finished.c_str(), path.c_str()) != 0) throw write_failure(path, errno);
  sync_folder_of(path);
}

std::vector<std::uint8_t> read_file(const fs::path& path, std::uint64_t limit) {
  FileReader file(path);
  const std::uint64_t promised = file.promised();
  const auto too_large = [&](const std::string& found) {
    return Error(ErrorKind::file_too_large, path.string(), found,
                 "at most " + std::to_string(limit) + " bytes");
  };
  if (promised > limit) throw too_large(std::to_string(promised) + " bytes");

  // Pipes promise nothing and a file may still grow: read until the end, and one byte beyond the limit to
  // notice.
  std::vector<std::uint8_t> bytes(promised);
  std::size_t done = file.read(bytes);
  while (done == bytes.size()) {
    bytes.resize(done + std::min<std::uint64_t>(kChunk, limit - done + 1));
    const std::size_t got = file.read(std::span(bytes).subspan(done));
    done += got;
    if (done > limit) throw too_large("more");
    if (got == 0) break;
  }
  bytes.resize(done);
  return bytes;
}

void refuse_impostors(const fs::path& path, std::span<const std::uint8_t> bytes) {
  // git-lfs, and the pointers of Hugging Face's newer store, which mean the same to a user.
  constexpr std::array<std::string_view, 2> kPointers = {"version https://git-lfs.github.com/spec/",
                                                         "# xet version "};
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  constexpr std::array<std::string_view, 3> kHtml = {"<!doctype html", "<html", "<head"};

  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  for (const std::string_view pointer : kPointers)
    if (text.starts_with(pointer)) throw Error(ErrorKind::git_lfs_pointer, path.string());
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const auto same_letter = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
  for (const std::string_view tag : kHtml)
    if (text.size() >= tag.size() &&
        std::equal(tag.begin(), tag.end(), text.begin(),
                   [&](char expected, char found) { return same_letter(found, expected); }))
      throw Error(ErrorKind::html_page, path.string());
}

}  // namespace convlens
