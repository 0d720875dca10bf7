#include "core/base/file.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/temporary_folder.h"

namespace convlens {
namespace fs = std::filesystem;
namespace {

using test::TemporaryFolder;
using test::throws_kind;

constexpr std::uint64_t kLimit = 1 << 24;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}
std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// What a child process found on a full medium, as its exit code.
enum FullMedium {
  kAsPromised = 0,
  kNoMedium = 10,
  kNoError,
  kOtherError,
  kOldFileHurt,
  kTemporaryLeft,
  kNoSecondTry
};

/// In a mount namespace of its own, so that the machine's mounts stay as they are.
FullMedium write_on_full_medium(const fs::path& folder) {
  if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=256k") != 0)
    return kNoMedium;
  const std::string old_text(100'000, 'o'), new_text(1'000'000, 'n');
  write_file(folder / "model.onnx", old_text);
  try {
    write_file(folder / "model.onnx", new_text);
    return kNoError;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::disk_full || error.subject() != (folder / "model.onnx").string())
      return kOtherError;
  }
  if (content(folder / "model.onnx") != old_text) return kOldFileHurt;
  if (entries(folder) != 1) return kTemporaryLeft;
  write_file(folder / "model.onnx", std::string(50'000, 's'));
  return content(folder / "model.onnx").size() == 50'000 ? kAsPromised : kNoSecondTry;
}

}  // namespace

TEST_CASE("write_file writes, replaces and leaves nothing else behind") {
  const TemporaryFolder folder;
  const fs::path path = folder / "a.txt";
  write_file(path, "first");
  CHECK(content(path) == "first");
  const std::string large(3'000'001, 'x');
  write_file(path, large);
  CHECK(content(path) == large);
  write_file(path, "");
  CHECK(content(path).empty());
  CHECK(entries(folder.path()) == 1);
  write_file(folder / std::string(250, 'n'), "a name of nearly all the 255 bytes there are");
  CHECK(entries(folder.path()) == 2);
}

TEST_CASE("write_file keeps permissions and follows links") {
  const TemporaryFolder folder;
  write_file(folder / "real", "old");
  fs::permissions(folder / "real", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("real", folder / "link");
  write_file(folder / "link", "new");
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(content(folder / "real") == "new");
  CHECK(fs::status(folder / "real").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("write_file names what stands in its way") {
  const TemporaryFolder folder;
  const auto missing = test::error_of([&] { write_file(folder.path() / "no" / "a.txt", "x"); });
  REQUIRE(missing);
  CHECK(missing->kind() == ErrorKind::file_unwritable);
  CHECK(missing->subject() == (folder.path() / "no" / "a.txt").string());
  CHECK(missing->found() == "there is no folder " + (folder / "no").string());
  CHECK(throws_kind(ErrorKind::file_unwritable, [&] { write_file(folder.path(), "x"); }));
  CHECK(throws_kind(ErrorKind::file_unwritable, [&] { write_file(folder / "", "x"); }));
  write_file(folder / "file", "x");
  CHECK(throws_kind(ErrorKind::file_unwritable, [&] { write_file(folder.path() / "file" / "below", "x"); }));
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(throws_kind(ErrorKind::file_unwritable, [&] { write_file(folder / "pipe", "x"); }));
  CHECK(fs::is_fifo(folder / "pipe"));
  CHECK(entries(folder.path()) == 2);
}

TEST_CASE("write_file cannot write where permissions forbid it") {
  if (::geteuid() == 0) {
    // Root may write anywhere: a child gives its privileges up.
    const TemporaryFolder folder;
    write_file(folder / "kept", "old");
    fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      constexpr uid_t kNobody = 65534;
      if (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) ::_exit(kNoMedium);
      ::_exit(throws_kind(ErrorKind::file_unwritable, [&] { write_file(folder / "kept", "new"); })
                  ? kAsPromised
                  : kNoError);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WEXITSTATUS(status) == kAsPromised);
    CHECK(content(folder / "kept") == "old");
    return;
  }
  CHECK(throws_kind(ErrorKind::file_unwritable, [] { write_file("/convlens-test-root-only", "x"); }));
}

TEST_CASE("a full disk is an error, the old file survives, and no temporary stays") {
  if (::geteuid() != 0) {
    WARN("skipped: mounting a small medium needs root");
    return;
  }
  const TemporaryFolder folder;
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    try {
      ::_exit(write_on_full_medium(folder.path()));
    } catch (...) {
      ::_exit(kOtherError);
    }
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kNoMedium) {
    WARN("skipped: this machine lets nobody mount a medium");
    return;
  }
  CHECK(WEXITSTATUS(status) == kAsPromised);
}

TEST_CASE("adopt_file gives a finished file its name") {
  const TemporaryFolder folder;
  write_file(folder / ".a.part", "data");
  adopt_file(folder / ".a.part", folder / "a");
  CHECK(content(folder / "a") == "data");
  CHECK(entries(folder.path()) == 1);
  CHECK(throws_kind(ErrorKind::file_unwritable, [&] { adopt_file(folder / ".absent", folder / "a"); }));
}

TEST_CASE("read_file reads everything up to its limit") {
  const TemporaryFolder folder;
  const std::string text(2'500'000, 'r');
  write_file(folder / "a", text);
  CHECK(read_file(folder / "a", kLimit).size() == text.size());
  CHECK(read_file(folder / "a", text.size()).size() == text.size());
  CHECK(throws_kind(ErrorKind::file_too_large, [&] { read_file(folder / "a", text.size() - 1); }));
  CHECK(throws_kind(ErrorKind::file_missing, [&] { read_file(folder / "b", kLimit); }));
  CHECK(throws_kind(ErrorKind::file_missing, [&] { read_file(folder.path() / "a" / "b", kLimit); }));
  CHECK(throws_kind(ErrorKind::file_unreadable, [&] { read_file(folder.path(), kLimit); }));
  // Devices promise no size and never end.
  CHECK(throws_kind(ErrorKind::file_too_large, [] { read_file("/dev/zero", 1000); }));
  CHECK(read_file("/dev/null", 0).empty());
}

TEST_CASE("impostors are recognised by their first bytes") {
  const auto kind = [](std::string_view text) {
    const auto error = test::error_of([&] { refuse_impostors("model.onnx", bytes_of(text)); });
    return error ? std::optional(error->kind()) : std::nullopt;
  };
  CHECK(kind("version https://git-lfs.github.com/spec/v1\noid sha256:0\n") == ErrorKind::git_lfs_pointer);
  CHECK(kind("\n\n<!DOCTYPE html>\n<html>") == ErrorKind::html_page);
  CHECK(kind("<HTML><body>") == ErrorKind::html_page);
  CHECK(kind("\xEF\xBB\xBF  <!doctype HTML>") == ErrorKind::html_page);
  CHECK_FALSE(kind(""));
  CHECK_FALSE(kind(" \n"));
  CHECK_FALSE(kind("<!DOC"));
  CHECK_FALSE(kind("\x08\x07\x12\x07pytorch"));
  CHECK_FALSE(kind("version 1"));
}

}  // namespace convlens
