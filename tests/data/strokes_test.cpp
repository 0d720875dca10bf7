#include "core/data/strokes.h"

#include <zlib.h>

#include <fstream>
#include <limits>

#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/shared_data.h"
#include "tests/support/temporary_folder.h"

using namespace convlens;
using convlens::test::error_of;

namespace {

void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

void write_gzip(const std::filesystem::path& path, const std::string& text) {
  gzFile file = gzopen(path.c_str(), "wb");
  REQUIRE(file != nullptr);
  REQUIRE(gzwrite(file, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size()));
  gzclose(file);
}

}  // namespace

TEST_CASE("A drawing is read with pressure, width, erasers and label - other fields are ignored") {
  const Drawing drawing = drawing_from_json(
      R"({"id": "x", "label": 3, "width": 2.5, "erase": [1], "writer": {"a": [1]},
          "strokes": [[[0, 1], [2.5, -3, 0.5]], [[4, 5]], []]})",
      "f");
  REQUIRE(drawing.strokes.size() == 3);
  CHECK(drawing.label == 3);
  CHECK(drawing.width == 2.5f);
  CHECK(drawing.strokes[0].points == std::vector<StrokePoint>{{0, 1, 1}, {2.5f, -3, 0.5f}});
  CHECK_FALSE(drawing.strokes[0].erases);
  CHECK(drawing.strokes[1].erases);
  CHECK(drawing.strokes[2].points.empty());
  CHECK(drawing.has_ink());
}

TEST_CASE("A drawing without ink says so") {
  CHECK_FALSE(drawing_from_json(R"({"strokes": []})", "f").has_ink());
  CHECK_FALSE(drawing_from_json(R"({"strokes": [[]]})", "f").has_ink());
  CHECK_FALSE(drawing_from_json(R"({"strokes": [[[1, 2]]], "erase": [0]})", "f").has_ink());
}

TEST_CASE("What is written is read back to the last bit") {
  Drawing drawing;
  drawing.label = 7;
  drawing.width = 0.1f;
  drawing.strokes = {{{{1.0f / 3, -1e-20f, 0.3f}, {3.4e38f, 2, 1}}, false}, {{{5, 6, 0}}, true}, {{}, true}};
  const std::string line = drawing_to_json(drawing);
  CHECK(line.find('\n') == std::string::npos);
  CHECK(drawing_from_json(line, "f") == drawing);
  CHECK(drawing_from_json(drawing_to_json(Drawing{}), "f") == Drawing{});
  drawing.strokes = {{{{1, 2}, {3, 4}}, false}};
  CHECK(drawing_to_json(drawing).find("[[[1, 2], [3, 4]]]") != std::string::npos);
}

TEST_CASE("Broken drawings name the place and what is wrong") {
  const std::string broken = GENERATE(
      as<std::string>{}, "", "{", "[]", "3", "{}", R"({"strokes": 3})", R"({"strokes": [3]})",
      R"({"strokes": [[3]]})", R"({"strokes": [[[1]]]})", R"({"strokes": [[[1, 2, 0.5, 4]]]})",
      R"({"strokes": [[[1, "2"]]]})", R"({"strokes": [[[1, NaN]]]})", R"({"strokes": [[[1, 1e999]]]})",
      R"({"strokes": [[[1, 1e300]]]})", R"({"strokes": [[[1, null]]]})", R"({"strokes": [[[1, 2, 1.5]]]})",
      R"({"strokes": [[[1, 2, -0.5]]]})", R"({"strokes": [], "width": 0})",
      R"({"strokes": [], "width": "3"})", R"({"strokes": [], "label": -1})",
      R"({"strokes": [], "label": 2.5})", R"({"strokes": [], "label": 99999999999})",
      R"({"strokes": [], "erase": [0]})", R"({"strokes": [[]], "erase": [-1]})",
      R"({"strokes": [[]], "erase": 0})", "{\"strokes\": \"\xff\"}");
  const auto error = error_of([&] { drawing_from_json(broken, "file, line 4"); });
  INFO(broken);
  REQUIRE(error);
  CHECK(error->kind() == ErrorKind::file_broken);
  CHECK(error->subject() == "file, line 4");
  CHECK_FALSE(error->found().empty());
}

TEST_CASE("Lists nested a million deep are an error, no crash") {
  const std::string deep(1000000, '[');
  CHECK(error_of([&] { drawing_from_json(deep, "f"); }));
  CHECK(error_of([&] { drawing_from_json(deep + std::string(1000000, ']'), "f"); }));
}

TEST_CASE("JSON lines are read plain and packed - a broken one is named by its number") {
  const test::TemporaryFolder folder;
  const std::string good =
      "{\"label\": 1, \"strokes\": [[[0, 0], [1, 1]]]}\r\n\n{\"label\": 2, \"strokes\": []}";
  write_text(folder / "plain.jsonl", good);
  write_gzip(folder / "packed.jsonl.gz", good);
  const std::vector<Drawing> plain = read_drawings(folder / "plain.jsonl");
  REQUIRE(plain.size() == 2);
  CHECK(plain[1].label == 2);
  CHECK(read_drawings(folder / "packed.jsonl.gz") == plain);

  write_text(folder / "broken.jsonl", good + "\n{\"strokes\": [[[0]]]}\n");
  const auto error = error_of([&] { read_drawings(folder / "broken.jsonl"); });
  REQUIRE(error);
  CHECK(error->kind() == ErrorKind::file_broken);
  CHECK(error->subject() == (folder / "broken.jsonl").string() + ", line 4");
}

TEST_CASE("Files that are no drawings are told apart") {
  const test::TemporaryFolder folder;
  const auto kind_of = [&](const std::string& name) {
    const auto error = error_of([&] { read_drawings(folder / name); });
    REQUIRE(error);
    return error->kind();
  };
  CHECK(kind_of("none.jsonl") == ErrorKind::file_missing);
  std::filesystem::create_directory(folder / "folder");
  CHECK(kind_of("folder") == ErrorKind::file_unreadable);
  write_text(folder / "page.jsonl", "<!DOCTYPE html><html><body></body></html>");
  CHECK(kind_of("page.jsonl") == ErrorKind::html_page);
  write_text(folder / "lfs.jsonl", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
  CHECK(kind_of("lfs.jsonl") == ErrorKind::git_lfs_pointer);

  std::string many;
  for (int i = 0; i < 1000; ++i) many += "{\"strokes\": [[[" + std::to_string(i * 7919 % 1009) + ", 0]]]}\n";
  write_gzip(folder / "cut.gz", many);
  std::filesystem::resize_file(folder / "cut.gz", std::filesystem::file_size(folder / "cut.gz") / 2);
  CHECK(kind_of("cut.gz") == ErrorKind::file_truncated);
}

TEST_CASE("The pen strokes of thirty writers are read") {
  const auto strokes = test::shared_data("data/strokes");
  if (!strokes) {
    WARN("the shared strokes are not there: skipped");
    return;
  }
  std::size_t count = 0;
  for (const char* name : {"pendigits_writers_a.jsonl.gz", "pendigits_writers_b.jsonl.gz"}) {
    const std::vector<Drawing> drawings = read_drawings(*strokes / name);
    count += drawings.size();
    for (const Drawing& drawing : drawings)
      if (!drawing.label || *drawing.label > 9 || !drawing.has_ink()) FAIL("a drawing without label or ink");
  }
  CHECK(count == 7494);
}
