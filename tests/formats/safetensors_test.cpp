#include "core/formats/safetensors.h"

#include <cstring>

#include "tests/support/broken_files.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace convlens {
namespace {

using test::TemporaryFolder;

SafeTensors example() {
  SafeTensors content;
  content.tensors["conv1.weight"] = {{2, 1, 2, 1}, {1, 2, 3, 4}};
  content.tensors["a \"name\"\n"] = {{}, {-0.0f}};
  content.tensors["empty"] = {{0, 4}, {}};
  content.metadata = {{"epoch", "3"}, {"note", "Ünï ✓"}};
  return content;
}

std::string file_of(const std::string& header, std::size_t buffer, std::uint64_t length) {
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + std::string(buffer, '\0');
}
std::string file_of(const std::string& header, std::size_t buffer) {
  return file_of(header, buffer, header.size());
}

}  // namespace

TEST_CASE("safetensors: what is saved comes back, bit by bit, and the same content gives the same bytes") {
  const TemporaryFolder folder;
  const SafeTensors content = example();
  save_safetensors(folder / "a.safetensors", content);
  save_safetensors(folder / "b.safetensors", content);
  CHECK(test::get(folder / "a.safetensors") == test::get(folder / "b.safetensors"));
  const SafeTensors loaded = load_safetensors(folder / "a.safetensors");
  CHECK(loaded.metadata == content.metadata);
  REQUIRE(loaded.tensors.size() == content.tensors.size());
  for (const auto& [name, entry] : content.tensors) {
    CHECK(loaded.tensors.at(name).shape == entry.shape);
    REQUIRE(loaded.tensors.at(name).values.size() == entry.values.size());
    if (!entry.values.empty())
      CHECK(std::memcmp(loaded.tensors.at(name).values.data(), entry.values.data(),
                        entry.values.size() * 4) == 0);
  }
  // Values begin at a multiple of 8 bytes, as the format asks for.
  std::uint64_t length = 0;
  std::memcpy(&length, test::get(folder / "a.safetensors").data(), 8);
  CHECK(length % 8 == 0);
}

TEST_CASE("safetensors: what does not fit is not saved") {
  const TemporaryFolder folder;
  SafeTensors content;
  content.tensors["w"] = {{3}, {1, 2}};
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { save_safetensors(folder / "a", content); }));
  content.tensors["w"] = {{-2}, {1, 2}};
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { save_safetensors(folder / "a", content); }));
  content.tensors = {{"\xFF\xFE", {{1}, {1}}}};
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { save_safetensors(folder / "a", content); }));
  CHECK_FALSE(std::filesystem::exists(folder / "a"));
}

TEST_CASE("safetensors: hostile headers are refused, each with its reason") {
  const TemporaryFolder folder;
  const auto path = folder / "a.safetensors";
  const auto kind = [&](const std::string& bytes) {
    test::put(path, bytes);
    const auto error = test::error_of([&] { load_safetensors(path); });
    return error ? std::optional(error->kind()) : std::nullopt;
  };
  const std::string w = R"("w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]})";
  CHECK_FALSE(kind(file_of("{" + w + "}", 8)));
  CHECK_FALSE(kind(file_of("{" + w + "}   ", 8)));
  CHECK_FALSE(kind(file_of("{}", 0)));
  CHECK(kind(file_of("{" + w + "}", 7)) == ErrorKind::file_truncated);
  CHECK(kind(file_of("{" + w + "}", 9)) == ErrorKind::file_broken);
  CHECK(kind(file_of("{" + w + "," + w + "}", 8)) == ErrorKind::file_broken);
  CHECK(kind(file_of(R"({"w":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8)) ==
        ErrorKind::file_broken);
  CHECK(kind(file_of(R"({"w":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}})", 8)) ==
        ErrorKind::not_supported);
  CHECK(kind(file_of(R"({"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8)) ==
        ErrorKind::file_broken);
  CHECK(kind(file_of(R"({"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", 8)) ==
        ErrorKind::file_broken);
  CHECK(kind(file_of(R"({"w":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}})", 8)) ==
        ErrorKind::file_broken);
  CHECK(kind(file_of(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", 8)) ==
        ErrorKind::file_broken);
  CHECK(kind(file_of(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8)) ==
        ErrorKind::file_broken);
  CHECK(kind(file_of(R"({"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", 0)) ==
        ErrorKind::file_broken);
  CHECK(kind(file_of("{" + w + R"(,"v":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 12)) ==
        ErrorKind::file_broken);
  CHECK(kind(file_of(R"({"__metadata__":{"a":1},)" + w + "}", 8)) == ErrorKind::file_broken);
  CHECK(kind(file_of(R"({"w":[]})", 0)) == ErrorKind::file_broken);
  CHECK(kind(file_of("[]", 0)) == ErrorKind::file_broken);
  CHECK(kind(file_of(" {}", 0)) == ErrorKind::file_broken);
  CHECK(kind(file_of("{\"a\":" + std::string(100'000, '['), 0)) == ErrorKind::file_broken);
  CHECK(kind(file_of("{}", 0, 100'000'001)) == ErrorKind::file_broken);
  CHECK(kind(file_of("{}", 0, ~std::uint64_t{0})) == ErrorKind::file_broken);
  CHECK(kind(file_of("{}", 0, 3)) == ErrorKind::file_truncated);
  CHECK(kind("<!DOCTYPE html><html></html>") == ErrorKind::html_page);
  CHECK(kind("") == ErrorKind::file_truncated);
}

TEST_CASE("safetensors: more than 100,000 tensors are refused") {
  const TemporaryFolder folder;
  std::string header = "{";
  for (int i = 0; i <= 100'001; ++i)
    header +=
        (i == 0 ? "\"" : ",\"") + std::to_string(i) + R"(":{"dtype":"F32","shape":[0],"data_offsets":[0,0]})";
  test::put(folder / "a", file_of(header + "}", 0));
  CHECK(test::throws_kind(ErrorKind::file_too_large, [&] { load_safetensors(folder / "a"); }));
}

TEST_CASE("safetensors: no cut and no flipped byte gets through as a crash") {
  const TemporaryFolder folder;
  const auto path = folder / "a.safetensors";
  save_safetensors(path, example());
  const auto load = [&] { load_safetensors(path); };
  CHECK(test::lengths_accepted(path, load).empty());
  CHECK(test::flips_refused(path, 200, load) > 200);
}

}  // namespace convlens
