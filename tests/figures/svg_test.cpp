#include "core/figures/svg.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "core/figures/deletion_figure.h"
#include "core/figures/html_page.h"
#include "core/model/presets.h"
#include "core/render/line_plot.h"
#include "core/render/sheet.h"
#include "tests/figures/figure_bytes.h"

namespace convlens {
namespace {

constexpr Colour kRed{200, 0, 0, 255};

/// What stands between these, each time.
std::vector<std::string> all_between(const std::string& text, const std::string& open,
                                     const std::string& close) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    at += open.size();
    found.push_back(text.substr(at, text.find(close, at) - at));
  }
  return found;
}

/// The elements' tags balance, and there is nothing but elements and texts. As strict as what is written
/// needs.
void check_well_formed(const std::string& svg) {
  std::vector<std::string> open;
  std::size_t at = svg.find('<');
  REQUIRE(svg.starts_with("<?xml "));
  for (; at != std::string::npos; at = svg.find('<', at + 1)) {
    const std::size_t end = svg.find('>', at);
    REQUIRE(end != std::string::npos);
    const std::string tag = svg.substr(at + 1, end - at - 1);
    REQUIRE(tag.find('<') == std::string::npos);
    REQUIRE(std::ranges::count(tag, '"') % 2 == 0);
    const std::string name = tag.substr(tag.starts_with('/') ? 1 : 0,
                                        tag.find_first_of(" ?/", 1) - (tag.starts_with('/') ? 1 : 0));
    if (tag.starts_with('?') || tag.ends_with('/')) continue;
    if (!tag.starts_with('/')) {
      open.push_back(name);
      continue;
    }
    REQUIRE_FALSE(open.empty());
    REQUIRE(name == open.back());
    open.pop_back();
  }
  CHECK(open.empty());
  CHECK(svg.ends_with("</svg>\n"));
}

std::vector<double> numbers_of(const std::string& text) {
  std::vector<double> numbers;
  for (const char *at = text.data(), *end = at + text.size(); at < end;) {
    double value = 0;
    const auto read = std::from_chars(at, end, value);
    REQUIRE(read.ec == std::errc());
    numbers.push_back(value);
    at = read.ptr + 1;
  }
  return numbers;
}

std::string decoded(const std::string& base64_text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : base64_text) {
    if (c == '=') break;
    bits = bits << 6 | static_cast<std::uint32_t>(kDigits.find(c));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 255);
  }
  return bytes;
}

}  // namespace

TEST_CASE("SVG: a curve's points are the numbers themselves, interrupted where there are none") {
  const float none = std::numeric_limits<float>::quiet_NaN();
  const LinePlot plot{.title = "accuracy & <loss>",
                      .x_title = "x",
                      .y_title = "\"y\"",
                      .x = {0, 8},
                      .y = {-1, 1},
                      .lines = {{"one", {0, 1, 2, 4, 8}, {-1, 0.125f, none, 0.7f, 1}}},
                      .x_names = {}};
  const std::string svg = svg_text(paint_line_plot(plot));
  check_well_formed(svg);
  CHECK(svg.find("accuracy &amp; &lt;loss&gt;") != std::string::npos);
  CHECK(svg.find("&quot;y&quot;") != std::string::npos);
  const auto lines = all_between(svg, "<polyline points=\"", "\"");
  REQUIRE(lines.size() == 2);
  // The frame's corners are the range's ends: where the first and the last point lie.
  const std::vector<double> first = numbers_of(lines[0]), last = numbers_of(lines[1]);
  REQUIRE(first.size() == 4);
  REQUIRE(last.size() == 4);
  const double left = first[0], bottom = first[1], right = last[2], top = last[3];
  const auto x = [&](double at) { return (at - left) / (right - left) * 8; };
  const auto y = [&](double at) { return (bottom - at) / (bottom - top) * 2 - 1; };
  constexpr double kNear = 1e-4;  // coordinates have three decimals
  CHECK(x(first[2]) == Approx(1).margin(kNear));
  CHECK(y(first[3]) == Approx(0.125).margin(kNear));
  CHECK(x(last[0]) == Approx(4).margin(kNear));
  CHECK(y(last[1]) == Approx(0.7f).margin(kNear));
  CHECK(all_between(svg, "<circle", "/>").size() == 4);
}

TEST_CASE("SVG: a picture lies in it pixel by pixel") {
  Pixels picture(15, 10);
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x) {
      std::uint8_t* p = picture.at(y, x);
      p[0] = static_cast<std::uint8_t>(10 * (x / 5)), p[1] = static_cast<std::uint8_t>(100 + y / 5), p[2] = 7,
      p[3] = 255;
    }
  VectorPicture drawing(20, 20);
  drawing.place(picture, 3, 4);
  const std::string svg = svg_text(drawing);
  check_well_formed(svg);
  CHECK(svg.find("x=\"3\" y=\"4\" width=\"15\" height=\"10\"") != std::string::npos);
  const auto data = all_between(svg, "data:image/png;base64,", "\"");
  REQUIRE(data.size() == 1);
  const std::string png = decoded(data[0]);
  CHECK(base64(png) == data[0]);
  const cv::Mat image = cv::imdecode(std::vector<std::uint8_t>(png.begin(), png.end()), cv::IMREAD_UNCHANGED);
  REQUIRE(image.cols == picture.width);
  REQUIRE(image.rows == picture.height);
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x)
      CHECK(image.at<cv::Vec4b>(y, x) ==
            cv::Vec4b(7, picture.at(y, x)[1], picture.at(y, x)[0], 255));
}

TEST_CASE("SVG: names of any bytes do no harm") {
  VectorPicture drawing(10, 10);
  drawing.text("caf\xc3\xa9\x01", 0, 0, kCaptionText);
  drawing.text("\xff</text>", 0, 0, kCaptionText);
  const std::string svg = svg_text(drawing);
  check_well_formed(svg);
  CHECK(all_between(svg, "\"start\">", "</text>") == std::vector<std::string>{"caf\xc3\xa9?", "?&lt;/text&gt;"});
}

TEST_CASE("a drawing inside another is the same drawing, moved") {
  VectorPicture inner(12, 12), outer(30, 30), by_hand(30, 30);
  const auto draw = [](VectorPicture& on, int by) {
    on.fill(1 + by, 2 + by, 3, 4, kRed);
    on.frame(2 + by, 2 + by, 4, 4);
    on.text("a", 3 + by, 3 + by, kCaptionText);
    on.place(Pixels(2, 2), 5 + by, 5 + by);
    on.line({{1.0 + by, 1.5 + by}, {8.0 + by, 9.0 + by}}, 2, kRed);
    on.disc({4.0 + by, 5.0 + by}, 2, kRed);
  };
  draw(inner, 0);
  draw(by_hand, 9);
  outer.place(inner, 9, 9);
  CHECK(svg_text(outer) == svg_text(by_hand));
  CHECK(outer.pixels().rgba == by_hand.pixels().rgba);
}

TEST_CASE("a figure of curves has its SVG beside the PNG, the same each time") {
  const Model model = initialised_model(find_preset("digits")->build(), 1);
  const DeletionCurve curve{
      .area = {0, 0.5f, 1}, .probability = {0.9f, 0.4f, 0.1f}, .mean = 0.45, .complete = true};
  const FigureFiles files = deletion_figure(model, 3, curve, curve);
  const std::string svg = test::bytes_of(files, "deletion.svg");
  check_well_formed(svg);
  CHECK(all_between(svg, "<polyline", "/>").size() == 2);
  CHECK(svg == test::bytes_of(deletion_figure(model, 3, curve, curve), "deletion.svg"));
  CHECK_FALSE(test::bytes_of(files, "deletion.png").empty());
}

}  // namespace convlens
