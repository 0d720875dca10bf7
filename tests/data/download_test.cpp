#include "core/data/download.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "tests/data/idx_files.h"
#include "tests/data/loopback_server.h"
#include "tests/support/catch.h"
#include "tests/support/environment.h"
#include "tests/support/shared_data.h"
#include "tests/support/temporary_folder.h"

namespace convlens {
namespace {

namespace fs = std::filesystem;
using test::LoopbackServer;
using test::TemporaryFolder;

/// A file whose packed form is long enough to be cut, and a short one; sums by md5sum(1).
const std::string kLong = [] {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += std::to_string(i * 7919 % 10007) + "\n";
  return text;
}();
const std::vector<RemoteFile> kFiles = {{"long.gz", "cba476a48c0b75867886c18023e9a58d", 40000},
                                        {"short.gz", "b1946ac92492d2347c6235b4d2611184", 26}};

std::string packed(const std::string& text) {
  const test::Bytes bytes = test::gzip({text.begin(), text.end()});
  return {bytes.begin(), bytes.end()};
}
std::string content(const fs::path& path) {
  const test::Bytes bytes = test::get(path);
  return {bytes.begin(), bytes.end()};
}

/// The two files on a server, an empty folder, and no proxy between them.
struct Setting {
  test::Environment no_proxy{"no_proxy", "127.0.0.1"};
  TemporaryFolder folder;
  LoopbackServer server;
  std::string long_body = packed(kLong);
  fs::path part = folder / ".long.gz.part";

  Setting() {
    server.serve("long.gz", long_body);
    server.serve("short.gz", packed("hello\n"));
  }
  bool download(std::stop_token stop = {}, const ProgressCallback& progress = {}) {
    return download_files(kFiles, folder.path(), {server.url()}, stop, progress);
  }
  std::optional<Error> failure() {
    return test::error_of([&] { download(); });
  }
  bool complete() const {
    return content(folder / "long.gz") == long_body && fs::exists(folder / "short.gz") &&
           std::distance(fs::directory_iterator(folder.path()), {}) == 2;
  }
};

}  // namespace

TEST_CASE("download: files come whole, are kept packed, and are not fetched twice") {
  Setting setting;
  std::size_t last_done = 0, last_total = 0;
  CHECK(setting.download({}, [&](std::size_t done, std::size_t total) {
    CHECK(done >= last_done);
    last_done = done;
    last_total = total;
  }));
  CHECK(setting.complete());
  CHECK(last_done == last_total);
  CHECK(last_total == setting.long_body.size() + packed("hello\n").size());
  CHECK(setting.server.requests().size() == 2);
  CHECK(setting.download());
  CHECK(setting.server.requests().size() == 2);
  // Unpacked by the user: as good.
  fs::remove(setting.folder / "short.gz");
  test::put(setting.folder / "short", std::string("hello\n"));
  CHECK(setting.download());
  CHECK(setting.server.requests().size() == 2);
  // Damaged since: fetched anew.
  test::put(setting.folder / "long.gz", std::string("damaged"));
  CHECK(setting.download());
  CHECK(content(setting.folder / "long.gz") == setting.long_body);
}

TEST_CASE("download: a broken connection is named, the part stays, and the next try goes on there") {
  Setting setting;
  setting.server.behave({.cut_after = 1000});
  const auto failure = setting.failure();
  REQUIRE(failure);
  CHECK(failure->kind() == ErrorKind::network);
  CHECK(failure->subject() == setting.server.url() + "long.gz");
  CHECK_FALSE(failure->found().empty());
  REQUIRE(fs::exists(setting.part));
  CHECK(fs::file_size(setting.part) == 1000);
  CHECK_FALSE(fs::exists(setting.folder / "long.gz"));
  setting.server.behave({});
  CHECK(setting.download());
  CHECK(setting.complete());
  CHECK(setting.server.requests().at(1) == "GET /files/long.gz bytes=1000-");
}

TEST_CASE("download: a server that ignores the range sends the whole file again") {
  Setting setting;
  test::put(setting.part, setting.long_body.substr(0, 500));
  setting.server.behave({.ignore_range = true});
  CHECK(setting.download());
  CHECK(setting.complete());
}

TEST_CASE("download: a part that is whole already is only checked - a wrong one is begun anew") {
  Setting setting;
  test::put(setting.part, setting.long_body);
  CHECK(setting.download());
  CHECK(setting.complete());
  fs::remove(setting.folder / "long.gz");
  test::put(setting.part, std::string(700, 'x'));
  CHECK(setting.download());
  CHECK(setting.complete());
}

TEST_CASE("download: a wrong sum deletes the part") {
  Setting setting;
  setting.server.behave({.corrupt = true});
  auto failure = setting.failure();
  REQUIRE(failure);
  CHECK(failure->kind() == ErrorKind::checksum);
  CHECK(failure->subject() == (setting.folder / "long.gz").string());
  CHECK(fs::is_empty(setting.folder.path()));
  setting.server.behave({});
  setting.server.serve("long.gz", packed("another file\n"));
  failure = setting.failure();
  REQUIRE(failure);
  CHECK(failure->kind() == ErrorKind::checksum);
  CHECK(failure->expected() == kFiles[0].md5);
  CHECK(fs::is_empty(setting.folder.path()));
  setting.server.serve("long.gz", "<!DOCTYPE html><html>Please log in</html>");
  failure = setting.failure();
  REQUIRE(failure);
  CHECK(failure->kind() == ErrorKind::network);
  CHECK(fs::is_empty(setting.folder.path()));
}

TEST_CASE("download: HTTP errors and bad addresses are named") {
  Setting setting;
  for (const int status : {403, 404, 500, 503}) {
    setting.server.behave({.status = status});
    const auto failure = setting.failure();
    REQUIRE(failure);
    CHECK(failure->kind() == ErrorKind::network);
    CHECK(failure->found().find(std::to_string(status)) != std::string::npos);
  }
  for (const std::string url : {"ftp://127.0.0.1/", "file:///etc/", "nonsense://x/", "http://127.0.0.1:1/"})
    CHECK(test::throws_kind(ErrorKind::network,
                            [&] { download_files(kFiles, setting.folder / "new", {url}); }));
  CHECK_FALSE(fs::exists(setting.folder / "long.gz"));
}

TEST_CASE("download: the next address serves where the first fails, and redirects are followed") {
  Setting setting;
  CHECK(download_files(kFiles, setting.folder.path(), {"http://127.0.0.1:1/", setting.server.url()}));
  CHECK(setting.complete());
  LoopbackServer mirror;
  mirror.behave({.redirect = setting.server.url()});
  const TemporaryFolder other;
  CHECK(download_files(kFiles, other.path(), {mirror.url()}));
  CHECK(content(other / "long.gz") == setting.long_body);
}

TEST_CASE("download: stop ends a stalled download and the part stays") {
  Setting setting;
  setting.server.behave({.stall_after = 2000});
  std::stop_source stop;
  const bool finished = setting.download(stop.get_token(), [&](std::size_t done, std::size_t) {
    if (done >= 2000) stop.request_stop();
  });
  CHECK_FALSE(finished);
  CHECK(fs::file_size(setting.part) == 2000);
  CHECK_FALSE(setting.download(stop.get_token()));
}

TEST_CASE("download: two programs do not write the same part") {
  Setting setting;
  const int other = ::open(setting.part.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  REQUIRE(::flock(other, LOCK_EX) == 0);
  const auto failure = setting.failure();
  ::close(other);
  REQUIRE(failure);
  CHECK(failure->kind() == ErrorKind::file_unwritable);
  CHECK(setting.download());
}

TEST_CASE("download: a folder that cannot be made is named") {
  Setting setting;
  test::put(setting.folder / "file", std::string("x"));
  CHECK(test::throws_kind(ErrorKind::file_unwritable, [&] {
    download_files(kFiles, setting.folder.path() / "file" / "below", {setting.server.url()});
  }));
}

TEST_CASE("download: MNIST itself, from the address in the environment") {
  const auto mnist = test::shared_data("data/mnist");
  if (!mnist) {
    WARN("skipped: no MNIST files beside the project");
    return;
  }
  Setting setting;
  for (const RemoteFile& file : mnist_files()) setting.server.serve(file.name, content(*mnist / file.name));
  const test::Environment url("CONVLENS_MNIST_URL", setting.server.url());
  CHECK(download_mnist(setting.folder / "mnist", ""));
  for (const RemoteFile& file : mnist_files())
    CHECK(content(setting.folder.path() / "mnist" / file.name) == content(*mnist / file.name));
}

}  // namespace convlens
