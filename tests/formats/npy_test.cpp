#include "core/formats/npy.h"

#include <limits>
#include <numeric>

#include "tests/support/broken_files.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace convlens {
namespace {

using test::TemporaryFolder;
using test::throws_kind;

/// An NPY 1.0 file by hand.
std::string npy(const std::string& header, const std::string& values) {
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes.push_back(static_cast<char>(header.size() & 0xFF));
  bytes.push_back(static_cast<char>(header.size() >> 8));
  return bytes + header + values;
}

}  // namespace

TEST_CASE("NPY: the bytes are NumPy's own") {
  const TemporaryFolder folder;
  const std::vector<float> values = {1.0f, -2.5f};
  save_npy(folder / "a.npy", std::vector<std::int64_t>{1, 2}, values);
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";
  header.resize(128 - 10 - 1, ' ');
  const std::string expected = npy(header + "\n", std::string("\0\0\x80\x3f\0\0\x20\xc0", 8));
  const test::Bytes bytes = test::get(folder / "a.npy");
  CHECK(std::string(bytes.begin(), bytes.end()) == expected);
}

TEST_CASE("NPY: float32 of any rank makes the round trip bit by bit") {
  const TemporaryFolder folder;
  const std::vector<std::vector<std::int64_t>> shapes = {
      {}, {1}, {7}, {2, 3}, {1, 16, 28, 28}, {0, 3}, {1, 1, 1, 1, 1, 2}};
  for (const auto& shape : shapes) {
    const auto size = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    std::vector<float> values(static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i) * 0.1f - 1;
    if (!values.empty()) values[0] = -std::numeric_limits<float>::infinity();
    save_npy(folder / "a.npy", shape, values);
    const NpyArray array = load_npy(folder / "a.npy");
    CHECK(array.shape == shape);
    CHECK(array.values == values);
    // The values begin at a multiple of 64 bytes.
    CHECK((test::get(folder / "a.npy").size() - values.size() * sizeof(float)) % 64 == 0);
  }
}

TEST_CASE("NPY: int32 says so, and is refused by name when read as float32") {
  const TemporaryFolder folder;
  save_npy(folder / "label.npy", std::vector<std::int64_t>{2}, std::vector<std::int32_t>{3, -1});
  const auto error = test::error_of([&] { load_npy(folder / "label.npy"); });
  REQUIRE(error);
  CHECK(error->kind() == ErrorKind::not_supported);
  CHECK(error->found().find("<i4") != std::string::npos);
  CHECK(throws_kind(ErrorKind::bad_value, [&] {
    save_npy(folder / "a.npy", std::vector<std::int64_t>{3}, std::vector<float>{1, 2});
  }));
}

TEST_CASE("NPY: broken files are refused, each with its reason") {
  const TemporaryFolder folder;
  const auto path = folder / "a.npy";
  const auto kind = [&](const std::string& bytes) {
    test::put(path, bytes);
    const auto error = test::error_of([&] { load_npy(path); });
    return error ? std::optional(error->kind()) : std::nullopt;
  };
  const std::string four(4, '\0');
  CHECK_FALSE(kind(npy("{'shape':(1,),'fortran_order':False,\"descr\":'<f4'}\n", four)));
  CHECK(kind(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n", four + four)) ==
        ErrorKind::not_supported);
  CHECK(kind(npy("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }\n", four)) ==
        ErrorKind::not_supported);
  CHECK(kind(npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n", four)) ==
        ErrorKind::not_supported);
  CHECK(kind(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }\n", four)) ==
        ErrorKind::not_supported);
  CHECK(kind(npy("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }\n", four)) ==
        ErrorKind::not_supported);
  CHECK(kind(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n", four)) ==
        ErrorKind::file_truncated);
  CHECK(kind(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n", four + four)) ==
        ErrorKind::file_broken);
  CHECK(kind(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }\n", four)) ==
        ErrorKind::file_broken);
  CHECK(kind(npy("{'descr': '<f4', 'fortran_order': False, }\n", four)) == ErrorKind::file_broken);
  CHECK(kind(npy("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}\n", four)) ==
        ErrorKind::file_broken);
  CHECK(kind(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x\n", four)) ==
        ErrorKind::file_broken);
  CHECK(kind(npy("{'descr': '<f4', 'fortran_order': 7, 'shape': (1,)}\n", four)) == ErrorKind::file_broken);
  CHECK(kind(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296, 4), }\n",
                 four)) == ErrorKind::file_too_large);
  CHECK(kind(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }\n", four)) ==
        ErrorKind::file_broken);
  CHECK(kind("") == ErrorKind::file_broken);
  CHECK(kind("hello, this is text") == ErrorKind::file_broken);
  CHECK(kind("version https://git-lfs.github.com/spec/v1\n") == ErrorKind::git_lfs_pointer);
  CHECK(kind(std::string("\x93NUMPY\x09\x00\x01\x00", 10)) == ErrorKind::not_supported);
  CHECK(throws_kind(ErrorKind::file_missing, [&] { load_npy(folder / "none.npy"); }));
}

TEST_CASE("NPY: no cut and no flipped byte gets through as a crash") {
  const TemporaryFolder folder;
  const auto path = folder / "a.npy";
  save_npy(path, std::vector<std::int64_t>{3, 5}, std::vector<float>(15, 0.5f));
  const auto load = [&] { load_npy(path); };
  CHECK(test::lengths_accepted(path, load).empty());
  CHECK(test::flips_refused(path, 128, load) > 150);
}

}  // namespace convlens
