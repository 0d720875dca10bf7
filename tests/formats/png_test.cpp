#include "core/formats/png.h"

#include <opencv2/imgcodecs.hpp>

#include "tests/support/broken_files.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace convlens {

TEST_CASE("PNG: pixels come back exactly, and the same pixels give the same bytes") {
  const test::TemporaryFolder folder;
  constexpr int kWidth = 5, kHeight = 3;
  std::vector<std::uint8_t> rgba;
  for (int i = 0; i < kWidth * kHeight * 4; ++i) rgba.push_back(static_cast<std::uint8_t>(i * 37 + i / 4));
  save_png(folder / "a.png", kWidth, kHeight, rgba);
  save_png(folder / "b.png", kWidth, kHeight, rgba);
  CHECK(test::get(folder / "a.png") == test::get(folder / "b.png"));
  const cv::Mat image = cv::imread((folder / "a.png").string(), cv::IMREAD_UNCHANGED);
  REQUIRE(image.type() == CV_8UC4);
  REQUIRE(image.cols == kWidth);
  REQUIRE(image.rows == kHeight);
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x) {
      const std::uint8_t* expected = rgba.data() + (y * kWidth + x) * 4;
      const cv::Vec4b bgra = image.at<cv::Vec4b>(y, x);
      CHECK(bgra == cv::Vec4b(expected[2], expected[1], expected[0], expected[3]));
    }
}

TEST_CASE("PNG: sizes that do not fit are refused before anything is written") {
  const test::TemporaryFolder folder;
  const std::vector<std::uint8_t> rgba(16);
  CHECK(test::throws_kind(ErrorKind::empty_image, [&] { save_png(folder / "a.png", 0, 4, {}); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { save_png(folder / "a.png", 3, 2, rgba); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { save_png(folder / "a.png", 2'000'000, 1, rgba); }));
  CHECK(test::throws_kind(ErrorKind::file_unwritable,
                          [&] { save_png(folder.path() / "no" / "a.png", 2, 2, rgba); }));
  CHECK(std::filesystem::is_empty(folder.path()));
}

}  // namespace convlens
