#include "core/base/file_reader.h"

#include <string>
#include <vector>

#include "core/base/file.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/temporary_folder.h"

using namespace convlens;
using namespace convlens::test;

namespace {

std::string next(FileReader& reader, std::size_t count) {
  std::vector<std::uint8_t> bytes(count);
  bytes.resize(reader.read(bytes));
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("a file is read piece by piece to its end, from any place") {
  const TemporaryFolder folder;
  write_file(folder / "a.txt", std::string_view("0123456789"));
  FileReader reader(folder / "a.txt");
  CHECK(reader.promised() == 10);
  CHECK(next(reader, 4) == "0123");
  CHECK(next(reader, 4) == "4567");
  CHECK(next(reader, 4) == "89");
  CHECK(next(reader, 4).empty());
  reader.seek(3);
  CHECK(next(reader, 2) == "34");
}

TEST_CASE("a missing file and a folder are refused by name") {
  const TemporaryFolder folder;
  CHECK(throws_kind(ErrorKind::file_missing, [&] { FileReader(folder / "none"); }));
  CHECK(throws_kind(ErrorKind::file_unreadable, [&] { FileReader(folder.path()); }));
}
