#include "core/data/stroke_samples.h"

#include <fstream>

#include "core/data/preprocess.h"
#include "core/data/strokes.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/temporary_folder.h"

using namespace convlens;

TEST_CASE("A strokes data set holds every line as the draw pad would make it, to the last grey level") {
  const test::TemporaryFolder folder;
  std::vector<Drawing> drawings;
  for (int i = 0; i < 200; ++i) {
    const float x = static_cast<float>(i % 17), y = static_cast<float>(i % 13);
    drawings.push_back({{{{{0, 0}, {10 + x, 3, 0.5f}, {4, 20 + y}}, false}}, {}, i % 10});
  }
  {
    std::ofstream file(folder / "d.jsonl");
    for (const Drawing& drawing : drawings) file << drawing_to_json(drawing) << '\n';
  }
  const auto samples = stroke_samples(folder / "d.jsonl");
  REQUIRE(samples->size() == drawings.size());
  CHECK(samples->shape() == Shape{1, 28, 28});
  CHECK(samples->class_names().size() == 10);
  std::vector<float> pixels(784);
  for (std::size_t i = 0; i < drawings.size(); ++i) {
    samples->read(i, 3, pixels);
    CHECK(samples->label(i) == drawings[i].label);
    const PreparedDigit digit = prepare_drawing(drawings[i]);
    REQUIRE(std::equal(pixels.begin(), pixels.end(), digit.pixels.values().begin()));
  }
}

TEST_CASE("A strokes data set without labels or lines is refused") {
  const test::TemporaryFolder folder;
  std::ofstream(folder / "unlabelled.jsonl") << "{\"strokes\": [[[0, 0]]]}\n";
  std::ofstream(folder / "eleven.jsonl") << "{\"label\": 10, \"strokes\": [[[0, 0]]]}\n";
  std::ofstream(folder / "empty.jsonl") << "\n";
  CHECK(test::throws_kind(ErrorKind::file_broken, [&] { stroke_samples(folder / "unlabelled.jsonl"); }));
  CHECK(test::throws_kind(ErrorKind::file_broken, [&] { stroke_samples(folder / "eleven.jsonl"); }));
  CHECK(test::throws_kind(ErrorKind::empty_image, [&] { stroke_samples(folder / "empty.jsonl"); }));
}
