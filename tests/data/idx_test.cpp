#include "core/data/idx.h"

#include "tests/data/idx_files.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace convlens {

using test::TemporaryFolder;

TEST_CASE("IDX: plain and gzip give the same values") {
  const TemporaryFolder folder;
  const test::Bytes values = test::counting(2 * 3 * 4);
  test::put(folder / "plain", test::idx({2, 3, 4}, values));
  test::put(folder / "packed.gz", test::gzip(test::idx({2, 3, 4}, values)));
  for (const char* name : {"plain", "packed.gz"}) {
    const IdxArray array = load_idx(folder / name, 3);
    CHECK(array.dims == std::vector<std::uint32_t>{2, 3, 4});
    CHECK(array.values == values);
  }
}

TEST_CASE("IDX: each fault has one clear error") {
  const TemporaryFolder folder;
  const auto path = folder / "a";
  for (const bool packed : {false, true}) {
    INFO("packed: " << packed);
    const auto error = [&](const test::Bytes& bytes) {
      test::put(path, packed ? test::gzip(bytes) : bytes);
      return test::error_of([&] { load_idx(path, 3); });
    };
    const auto kind = [&](const test::Bytes& bytes) {
      const auto failure = error(bytes);
      return failure ? std::optional(failure->kind()) : std::nullopt;
    };
    const test::Bytes values = test::counting(24);
    CHECK_FALSE(kind(test::idx({2, 3, 4}, values)));
    CHECK(kind(test::idx({2, 3, 5}, values)) == ErrorKind::file_truncated);
    CHECK(kind(test::idx({2, 3, 3}, values)) == ErrorKind::file_broken);
    CHECK(kind(test::idx({24}, values)) == ErrorKind::file_broken);
    CHECK(kind({}) == ErrorKind::file_truncated);
    CHECK(kind({0, 0, 8, 3, 0, 0}) == ErrorKind::file_truncated);
    CHECK(kind({'P', 'K', 3, 4}) == ErrorKind::file_broken);
    test::Bytes floats = test::idx({2, 3, 4}, values);
    floats[2] = 0x0D;
    CHECK(kind(floats) == ErrorKind::file_broken);
    // More than the file holds, more than the memory, more than 64 bits.
    CHECK(kind(test::idx({60000, 28, 28}, values)) == ErrorKind::file_truncated);
    CHECK(kind(test::idx({60000, 1000, 1000}, values)) == ErrorKind::file_too_large);
    CHECK(kind(test::idx({0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, values)) == ErrorKind::file_too_large);
    const auto truncated = error(test::idx({60000, 28, 28}, values));
    REQUIRE(truncated);
    CHECK(truncated->subject() == path.string());
    CHECK(truncated->expected().find("47040000 bytes") != std::string::npos);
  }
  CHECK(test::throws_kind(ErrorKind::file_missing, [&] { load_idx(folder / "none", 3); }));
  test::put(path, std::string("<html><body>404</body></html>"));
  CHECK(test::throws_kind(ErrorKind::html_page, [&] { load_idx(path, 3); }));
}

TEST_CASE("IDX: no cut and no flipped byte gets through as a crash") {
  const TemporaryFolder folder;
  const test::Bytes plain = test::idx({5, 6, 7}, test::counting(5 * 6 * 7));
  const auto path = folder / "a";
  const auto load = [&] { load_idx(path, 3); };
  test::put(path, plain);
  CHECK(test::lengths_accepted(path, load).empty());
  CHECK(test::flips_refused(path, 16, load) == 16 * 3);
  test::put(path, test::gzip(plain));
  CHECK(test::lengths_accepted(path, load).empty());
  // The gzip header holds a time and a system that matter to nobody; all else is covered by its sum.
  CHECK(test::flips_refused(path, 1000, load) > 3 * (test::get(path).size() - 7));
}

}  // namespace convlens
