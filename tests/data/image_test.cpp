#include "core/data/image.h"

#include <opencv2/imgcodecs.hpp>

#include "core/data/image_header.h"
#include "tests/support/broken_files.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace convlens {
namespace {

test::Bytes encode(const std::string& extension, const cv::Mat& picture) {
  test::Bytes bytes;
  REQUIRE(cv::imencode(extension, picture, bytes));
  return bytes;
}
Image decode(const test::Bytes& bytes) { return decode_image(bytes, "picture"); }
std::optional<ErrorKind> kind(const test::Bytes& bytes) {
  const auto error = test::error_of([&] { decode(bytes); });
  return error ? std::optional(error->kind()) : std::nullopt;
}
test::Bytes bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

/// 3 x 2 pixels of pure blue, as BGR.
const cv::Mat kBlue(2, 3, CV_8UC3, cv::Scalar(255, 0, 0));

}  // namespace

TEST_CASE("images: colour is RGB, grey stays grey, in every lossless format") {
  for (const char* extension : {".png", ".bmp", ".tiff", ".ppm"}) {
    INFO(extension);
    const Image image = decode(encode(extension, kBlue));
    REQUIRE(image.channels == 3);
    CHECK(image.width == 3);
    CHECK(image.height == 2);
    CHECK(image.pixels[0] == 0);
    CHECK(image.pixels[2] == 255);
  }
  const Image grey = decode(encode(".png", cv::Mat(2, 2, CV_8UC1, cv::Scalar(77))));
  CHECK(grey.channels == 1);
  CHECK(grey.pixels == std::vector<std::uint8_t>(4, 77));
  CHECK(to_grey(decode(encode(".png", kBlue))).at(1, 2) == Approx(0.114));
  CHECK(to_grey(grey).at(0, 0) == 77 / 255.0f);
  for (const char* extension : {".jpg", ".webp"}) CHECK(decode(encode(extension, kBlue)).width == 3);
}

TEST_CASE("images: alpha is laid on white") {
  cv::Mat picture(1, 3, CV_8UC4);
  picture.at<cv::Vec4b>(0, 0) = {0, 0, 0, 0};
  picture.at<cv::Vec4b>(0, 1) = {0, 0, 0, 255};
  picture.at<cv::Vec4b>(0, 2) = {0, 0, 255, 128};
  const Image image = decode(encode(".png", picture));
  REQUIRE(image.channels == 3);
  CHECK(image.pixels == std::vector<std::uint8_t>{255, 255, 255, 0, 0, 0, 255, 127, 127});
}

TEST_CASE("images: 16 bits become 8") {
  cv::Mat picture(1, 3, CV_16UC1);
  picture.at<std::uint16_t>(0, 0) = 0;
  picture.at<std::uint16_t>(0, 1) = 128 * 257;
  picture.at<std::uint16_t>(0, 2) = 65535;
  CHECK(decode(encode(".png", picture)).pixels == std::vector<std::uint8_t>{0, 128, 255});
}

TEST_CASE("images: what is none is named") {
  CHECK(kind({}) == ErrorKind::empty_image);
  CHECK(kind(bytes_of("hello")) == ErrorKind::file_broken);
  CHECK(kind(bytes_of("GIF89a")) == ErrorKind::file_broken);
  CHECK(kind(bytes_of("<!doctype html>")) == ErrorKind::html_page);
  CHECK(kind(bytes_of("version https://git-lfs.github.com/spec/v1\n")) == ErrorKind::git_lfs_pointer);
  const test::TemporaryFolder folder;
  CHECK(test::throws_kind(ErrorKind::file_missing, [&] { read_image(folder / "none.png"); }));
  CHECK(test::throws_kind(ErrorKind::file_unreadable, [&] { read_image(folder.path()); }));
}

TEST_CASE("images: a PNG's other chunks are left out, damage and cuts are refused") {
  const test::Bytes whole = encode(".png", kBlue);
  test::Bytes damaged = whole;
  damaged[whole.size() - 20] ^= 1;  // in the pixels' chunk
  CHECK(kind(damaged) == ErrorKind::file_broken);
  CHECK(kind({whole.begin(), whole.end() - 12}) == ErrorKind::file_broken);  // no IEND
  // A colour profile that libpng would complain of, with a wrong sum even.
  test::Bytes with_profile(whole.begin(), whole.begin() + 33);
  const std::string profile = std::string("\0\0\0\5iCCP", 8) + "abcde" + "sum!";
  with_profile.insert(with_profile.end(), profile.begin(), profile.end());
  with_profile.insert(with_profile.end(), whole.begin() + 33, whole.end());
  CHECK(decode(with_profile).pixels == decode(whole).pixels);
}

TEST_CASE("images: sizes are refused before they are decoded") {
  test::Bytes png = encode(".png", kBlue);
  const auto set_png_size = [&](std::uint32_t width, std::uint32_t height) {
    for (int i = 0; i < 4; ++i) {
      png[16 + i] = static_cast<std::uint8_t>(width >> (24 - 8 * i));
      png[20 + i] = static_cast<std::uint8_t>(height >> (24 - 8 * i));
    }
  };
  set_png_size(100'000, 100'000);
  CHECK(kind(png) == ErrorKind::file_too_large);
  set_png_size(0xFFFFFFFF, 0xFFFFFFFF);
  CHECK(kind(png) == ErrorKind::file_too_large);
  set_png_size(0, 5);
  CHECK(kind(png) == ErrorKind::empty_image);
  set_png_size(5, 0);
  CHECK(kind(png) == ErrorKind::empty_image);
  CHECK(kind(bytes_of("P5 0 7 255\n")) == ErrorKind::empty_image);
  CHECK(kind(bytes_of("P6\n# a comment\n60000 60000\n255\n")) == ErrorKind::file_too_large);
}

TEST_CASE("images: every format's header is read as it was written") {
  const cv::Mat picture(37, 259, CV_8UC3, cv::Scalar(1, 2, 3));
  for (const char* extension : {".png", ".jpg", ".bmp", ".tiff", ".webp", ".ppm"}) {
    INFO(extension);
    const ImageHeader header = read_image_header(encode(extension, picture));
    CHECK(header.format != ImageFormat::unknown);
    REQUIRE(header.has_size);
    CHECK(header.width == 259);
    CHECK(header.height == 37);
  }
}

TEST_CASE("images: no cut and no flipped byte gets through as a crash") {
  const test::TemporaryFolder folder;
  cv::Mat picture(24, 31, CV_8UC3);
  for (int y = 0; y < picture.rows; ++y)
    for (int x = 0; x < picture.cols; ++x)
      picture.at<cv::Vec3b>(y, x) = {std::uint8_t(x * 8), std::uint8_t(y * 9), 7};
  for (const char* extension : {".png", ".jpg", ".bmp", ".tiff", ".webp", ".ppm"}) {
    INFO(extension);
    const auto path = folder / (std::string("a") + extension);
    test::put(path, encode(extension, picture));
    const auto load = [&] { read_image(path); };
    const auto accepted = test::lengths_accepted(path, load);
    CHECK(accepted.empty());
    test::flips_refused(path, 64, load);
    CHECK_FALSE(test::error_of(load));
  }
}

}  // namespace convlens
