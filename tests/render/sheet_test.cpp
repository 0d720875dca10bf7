#include "core/render/sheet.h"

#include <cmath>
#include <limits>
#include <set>

#include "core/render/canvas.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

Colour pixel(const Pixels& p, int y, int x) {
  const std::uint8_t* v = p.at(y, x);
  return {v[0], v[1], v[2], v[3]};
}

/// Whether the outermost pixels are paper all round: nothing is clipped.
bool has_clean_border(const Pixels& p) {
  for (int y = 0; y < p.height; ++y)
    if (!(pixel(p, y, 0) == kPaperColour) || !(pixel(p, y, p.width - 1) == kPaperColour)) return false;
  for (int x = 0; x < p.width; ++x)
    if (!(pixel(p, 0, x) == kPaperColour) || !(pixel(p, p.height - 1, x) == kPaperColour)) return false;
  return true;
}

int count_of(const Pixels& p, Colour colour) {
  int count = 0;
  for (int y = 0; y < p.height; ++y)
    for (int x = 0; x < p.width; ++x) count += pixel(p, y, x) == colour;
  return count;
}

constexpr Colour kMark{1, 200, 3, 255};

Pixels marked_tile(int width, int height) {
  Pixels tile(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      std::uint8_t* v = tile.at(y, x);
      v[0] = kMark.r, v[1] = kMark.g, v[2] = kMark.b, v[3] = 255;
    }
  return tile;
}

}  // namespace

TEST_CASE("a sheet holds every tile whole, near square, whatever the captions and the title") {
  for (const int count : {1, 2, 5, 16, 17}) {
    Sheet sheet;
    sheet.title = "A title that is wider than one tile, or two";
    for (int i = 0; i < count; ++i) {
      sheet.tiles.push_back(marked_tile(40, 30));
      sheet.captions.push_back("unit " + std::to_string(i * 1000));
    }
    const Pixels p = paint_sheet(sheet).pixels();
    INFO(count);
    CHECK(count_of(p, kMark) == count * 40 * 30);
    CHECK(has_clean_border(p));
    CHECK(p.width >= text_width(sheet.title, kTitleText));
    std::set<int> columns, rows;
    for (int y = 1; y < p.height; ++y)
      for (int x = 1; x < p.width; ++x)
        if (pixel(p, y, x) == kMark && !(pixel(p, y, x - 1) == kMark) && !(pixel(p, y - 1, x) == kMark))
          columns.insert(x), rows.insert(y);
    CHECK(static_cast<int>(columns.size()) == static_cast<int>(std::ceil(std::sqrt(count))));
    CHECK(static_cast<int>(rows.size() * columns.size()) >= count);
    CHECK(static_cast<int>((rows.size() - 1) * columns.size()) < count);
  }
}

TEST_CASE("an empty sheet, and one without title, captions and legend, are pictures too") {
  CHECK(has_clean_border(paint_sheet({}).pixels()));
  Sheet bare;
  bare.tiles = {marked_tile(8, 8)};
  bare.legend = false;
  const Pixels p = paint_sheet(bare).pixels();
  CHECK(p.width == p.height);
  CHECK(count_of(p, kMark) == 64);
}

TEST_CASE("the legend shows both ends' colours and its numbers are text, not clipped") {
  for (const float largest : {1.0f, 1234.5f, 1.234e-9f}) {
    const std::vector<float> values(4, largest);
    const ValueRange range = range_of(values, ColourMap::sequential);
    const Pixels p = paint_maps(values, {4, 1, 1}, ColourMap::sequential, range, "t").pixels();
    CHECK(has_clean_border(p));
    CHECK(count_of(p, colour_of(range.low, ColourMap::sequential, range)) > 0);
  }
  CHECK(number_text(0.5f) == "0.5");
  CHECK(number_text(-0.0f) == "0");
  CHECK(number_text(1234.0f) == "1234");
}

TEST_CASE("small maps are enlarged, large ones are not shrunk, many fit a screen or two") {
  CHECK(tile_zoom(7, 7, 64) * 7 >= 90);
  CHECK(tile_zoom(28, 28, 16) == 4);
  CHECK(tile_zoom(500, 500, 4) == 1);
  CHECK(tile_zoom(1, 1, 1000) * 32 < 1400);
  CHECK(figure_zoom(28, 28) == 15);
  CHECK(figure_zoom(1000, 2) == 1);
}

TEST_CASE("figures of any shape keep axes, title and legend inside") {
  for (const auto& [height, width] : {std::pair{28, 28}, {1, 1}, {1, 30}, {30, 1}, {224, 224}, {5, 22}}) {
    std::vector<float> values(static_cast<std::size_t>(height) * width, 0.25f);
    values[0] = -1234.5f;
    for (const ColourMap map : {ColourMap::diverging, ColourMap::sequential, ColourMap::grey}) {
      const Pixels p =
          paint_figure(values, height, width, map, range_of(values, map), "Sum of the activations").pixels();
      CHECK(has_clean_border(p));
      CHECK(p.width >= width * figure_zoom(height, width));
    }
  }
}

TEST_CASE("a map of classes shows exactly the classes that occur, and what was not computed") {
  const std::vector<std::string> names = {"zero", "one", "two", "\xe4\xb8\x89"};
  const std::vector<std::int32_t> labels = {0, 0, 2, -1, 2, 3};
  const Pixels p = paint_classes(labels, 2, 3, names, "Most probable class").pixels();
  CHECK(has_clean_border(p));
  const int area = figure_zoom(2, 3) * figure_zoom(2, 3);
  CHECK(count_of(p, class_colour(0)) > 2 * area);  // two fields and a swatch
  CHECK(count_of(p, class_colour(2)) > 2 * area);
  CHECK(count_of(p, class_colour(3)) > area);
  CHECK(count_of(p, kNoValueColour) > area);
  CHECK(count_of(p, class_colour(1)) == 0);
}

TEST_CASE("text is drawn within the width it is measured at") {
  CHECK(is_drawable("conv1: 6 filters (5 x 5)"));
  CHECK_FALSE(is_drawable("\xe4\xb8\x89"));
  for (const std::string text : {"Wg", "|", "0.0001234", "pool2_with_a_long_name"})
    for (const TextStyle style : {kCaptionText, kTitleText}) {
      const int width = text_width(text, style), height = line_height(style);
      Canvas roomy(width + 20, height + 20);
      roomy.text(text, 10, 10, style);
      const Pixels p = std::move(roomy).take();
      int ink = 0;
      for (int y = 0; y < p.height; ++y)
        for (int x = 0; x < p.width; ++x) {
          if (pixel(p, y, x) == kPaperColour) continue;
          ++ink;
          CHECK((x >= 10 && x < 10 + width && y >= 10 && y < 10 + height));
        }
      CHECK(ink > 10);
      for (int y = 0; y < p.height; ++y) CHECK(pixel(p, y, 10 + width) == kPaperColour);
    }
}
