#include "core/data/own_drawings.h"

#include <fstream>
#include <thread>

#include "core/base/file.h"
#include "core/data/generated.h"
#include "core/data/stroke_samples.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/temporary_folder.h"

using namespace convlens;

namespace {

namespace fs = std::filesystem;

Drawing digit(int label, std::uint64_t index) {
  Drawing drawing = generate_digit(label, 1, 0, index);
  drawing.label = label;
  return drawing;
}

std::string text_of(const fs::path& path) {
  const auto bytes = read_file(path, 1 << 20);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("own drawings come back to the last bit, and are a data set like any other") {
  const test::TemporaryFolder folder;
  const fs::path file = folder / "deep/down/mine.jsonl";
  CHECK(read_own_drawings(file).drawings.empty());
  const std::vector<Drawing> drawings{digit(3, 0), digit(9, 1), digit(3, 2)};
  OwnDrawings own;
  for (const Drawing& drawing : drawings) own = keep_own_drawing(file, drawing);
  CHECK(own.drawings == drawings);
  CHECK(read_own_drawings(file).drawings == drawings);
  CHECK(read_drawings(file) == drawings);
  CHECK(stroke_samples(file)->label(1) == 9);

  CHECK(remove_own_drawing(file, drawings[1]).drawings == std::vector{drawings[0], drawings[2]});
  CHECK(remove_own_drawing(file, drawings[1]).drawings.size() == 2);  // gone already
  CHECK(read_own_drawings(file).drawings.size() == 2);
}

TEST_CASE("a drawing that is kept again has its label corrected, in its place") {
  const test::TemporaryFolder folder;
  const fs::path file = folder / "mine.jsonl";
  keep_own_drawing(file, digit(7, 0));
  keep_own_drawing(file, digit(2, 1));
  Drawing corrected = digit(7, 0);
  corrected.label = 1;
  const OwnDrawings own = keep_own_drawing(file, corrected);
  CHECK(own.drawings == std::vector{corrected, digit(2, 1)});
}

TEST_CASE("only a label from 0 to 9 makes a drawing one's own") {
  const test::TemporaryFolder folder;
  Drawing drawing = digit(7, 0);
  for (const std::optional<int> label : {std::optional<int>(), std::optional(10)}) {
    drawing.label = label;
    CHECK(
        test::throws_kind(ErrorKind::file_broken, [&] { keep_own_drawing(folder / "mine.jsonl", drawing); }));
  }
  CHECK_FALSE(fs::exists(folder / "mine.jsonl"));
}

TEST_CASE("lines that cannot be read are named, passed over, and stay as they are") {
  const test::TemporaryFolder folder;
  const fs::path file = folder / "mine.jsonl";
  const std::string good = drawing_to_json(digit(4, 0));
  const std::string foreign = R"({"id": "x17", "label": 5, "strokes": [[[0, 0], [10, 30]]], "mood": "calm"})";
  const std::string broken = R"({"label": 5, "strokes": [[[0, 0], [1)";
  const std::string unlabelled = R"({"strokes": [[[0, 0], [10, 30]]]})";
  const std::string large = R"({"label": 12, "strokes": [[[0, 0], [10, 30]]]})";
  const std::string before =
      good + "\n" + broken + "\n\n" + foreign + "\n" + unlabelled + "\n" + large;  // no end of line
  std::ofstream(file) << before;
  const OwnDrawings own = read_own_drawings(file);
  CHECK(own.drawings.size() == 2);
  REQUIRE(own.broken.size() == 3);
  CHECK(own.broken[0].subject() == file.string() + ", line 2");
  CHECK(own.broken[1].subject() == file.string() + ", line 5");
  CHECK(own.broken[2].found() == "label 12");

  CHECK(keep_own_drawing(file, digit(8, 1)).broken.size() == 3);
  CHECK(text_of(file) == before + "\n" + drawing_to_json(digit(8, 1)) + "\n");
  remove_own_drawing(file, digit(4, 0));
  CHECK(text_of(file) == before.substr(good.size() + 1) + "\n" + drawing_to_json(digit(8, 1)) + "\n");
}

TEST_CASE("many windows keep drawings at once, and none is lost") {
  const test::TemporaryFolder folder;
  const fs::path file = folder / "mine.jsonl";
  constexpr std::uint64_t kWindows = 4, kEach = 12;
  std::vector<std::jthread> windows;
  for (std::uint64_t w = 0; w < kWindows; ++w)
    windows.emplace_back([&, w] {
      for (std::uint64_t i = 0; i < kEach; ++i)
        keep_own_drawing(file, digit(static_cast<int>(w), w * kEach + i));
    });
  windows.clear();
  const OwnDrawings own = read_own_drawings(file);
  CHECK(own.broken.empty());
  REQUIRE(own.drawings.size() == kWindows * kEach);
  for (std::uint64_t n = 0; n < kWindows * kEach; ++n)
    CHECK(std::ranges::count(own.drawings, digit(static_cast<int>(n / kEach), n)) == 1);
}

TEST_CASE("a file of drawings that cannot be replaced is as it was") {
  const test::TemporaryFolder folder;
  const fs::path file = folder / "mine.jsonl";
  std::ofstream(file) << "version https://git-lfs.github.com/spec/v1\n";
  CHECK(test::throws_kind(ErrorKind::git_lfs_pointer, [&] { keep_own_drawing(file, digit(1, 0)); }));
  CHECK(text_of(file) == "version https://git-lfs.github.com/spec/v1\n");
  fs::create_directory(folder / "folder.jsonl");
  CHECK(test::throws_kind(ErrorKind::file_unreadable,
                          [&] { keep_own_drawing(folder / "folder.jsonl", digit(1, 0)); }));
}
