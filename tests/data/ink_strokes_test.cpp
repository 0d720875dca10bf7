#include "core/data/ink_strokes.h"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "core/data/generated.h"
#include "core/data/photograph.h"
#include "core/data/preprocess.h"
#include "core/data/rasteriser.h"
#include "tests/support/catch.h"
#include "tests/support/paper_page.h"
#include "tests/support/temporary_folder.h"

using namespace convlens;

namespace {

/// The mean of 28x28 absolute differences, b moved by up to one pixel: a hair's breadth can take the centre
/// of mass across a pixel's border.
double mean_difference(const Tensor<float>& a, const Tensor<float>& b) {
  double least = 1;
  for (int down = -1; down <= 1; ++down)
    for (int right = -1; right <= 1; ++right) {
      double sum = 0;
      for (int y = 0; y < kDigitSide; ++y)
        for (int x = 0; x < kDigitSide; ++x) {
          const int from_y = y + down, from_x = x + right;
          const bool inside = from_y >= 0 && from_y < kDigitSide && from_x >= 0 && from_x < kDigitSide;
          sum += std::abs(a.at(0, 0, y, x) - (inside ? b.at(0, 0, from_y, from_x) : 0.0f));
        }
      least = std::min(least, sum / static_cast<double>(a.size()));
    }
  return least;
}

}  // namespace

TEST_CASE("ink as strokes gives the network what the ink itself gives it, but for soft edges") {
  double total = 0;
  for (std::uint64_t n = 0; n < 40; ++n) {
    CAPTURE(n);
    const Drawing written = generate_digit(static_cast<int>(n % 10), 5, 0, n);
    const GreyImage ink = rasterise(written).ink;
    const Drawing shape = drawing_of_ink(ink);
    REQUIRE(shape.has_ink());
    const double difference = mean_difference(prepare_drawing(shape).pixels, prepare_ink(ink).pixels);
    CHECK(difference < 0.05);
    total += difference;
    // Kept in a file and read again, it is the same drawing.
    CHECK(drawing_from_json(drawing_to_json(shape), "line") == shape);
  }
  CHECK(total / 40 < 0.012);
}

TEST_CASE("a photographed digit as strokes is what the network reads in the photograph") {
  for (std::uint64_t n = 0; n < 10; ++n) {
    CAPTURE(n);
    Image page = test::photographed_paper();
    test::write_on(page, generate_digit(static_cast<int>(n), 3, 0, n), 200, 150);
    const GreyImage ink = find_ink(to_grey(page), InkSide::automatic);
    CHECK(mean_difference(prepare_drawing(drawing_of_ink(ink)).pixels, prepare_ink(ink).pixels) < 0.05);
  }
}

TEST_CASE("faint lines beside strong ones stay in the shape, and a small picture keeps its form") {
  GreyImage ink{100, 100, std::vector<float>(10000, 0.0f)};
  for (int y = 10; y < 90; ++y)
    for (int x = 0; x < 8; ++x) {
      ink.at(y, 10 + x) = 1;
      ink.at(y, 80 + x) = 0.3f;
    }
  const Tensor<float> shape = prepare_drawing(drawing_of_ink(ink)).pixels;
  float right = 0;  // of the middle row
  for (int x = 16; x < kDigitSide; ++x) right = std::max(right, shape.at(0, 0, 14, x));
  CHECK(right > 0.8f);

  const Tensor<float> digit = prepare_drawing(generate_digit(3, 1, 0, 1)).pixels;
  GreyImage small{kDigitSide, kDigitSide, {digit.values().begin(), digit.values().end()}};
  CHECK(mean_difference(prepare_drawing(drawing_of_ink(small)).pixels, digit) < 0.04);
}

TEST_CASE("no ink is no stroke") {
  CHECK_FALSE(drawing_of_ink({}).has_ink());
  CHECK_FALSE(drawing_of_ink({4, 4, std::vector<float>(16, 0.0f)}).has_ink());
}

TEST_CASE("a folder of photographed digits is drawings with labels, without what cannot be read") {
  const test::TemporaryFolder folder;
  const auto write = [&](const std::string& path, const Image& image) {
    std::filesystem::create_directories((folder / path).parent_path());
    std::ofstream out(folder / path, std::ios::binary);
    out << "P5\n" << image.width << " " << image.height << "\n255\n";
    out.write(reinterpret_cast<const char*>(image.pixels.data()),
              static_cast<std::streamsize>(image.pixels.size()));
  };
  for (const int label : {3, 7}) {
    Image page = test::photographed_paper();
    test::write_on(page, generate_digit(label, 3, 0, 1), 200, 150);
    write(std::to_string(label) + "/a.pgm", page);
  }
  write("7/empty.pgm", test::photographed_paper());
  std::ofstream(folder / "7/cut.jpg") << "\xFF\xD8\xFF\xE0";
  const PictureDrawings found = drawings_of_pictures(folder.path());
  REQUIRE(found.drawings.size() == 2);
  CHECK(found.drawings[0].label == 3);
  CHECK(found.drawings[1].label == 7);
  REQUIRE(found.notes.size() == 3);
  CHECK(found.notes[0].kind == NoteKind::tested_on_training);
  CHECK(found.notes[1].kind == NoteKind::picture_incomplete);
  CHECK(found.notes[1].subject.ends_with("cut.jpg"));
  CHECK(found.notes[2] == Note{NoteKind::pictures_without_ink, folder.path().string(), "1"});
}
