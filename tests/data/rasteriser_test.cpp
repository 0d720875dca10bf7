#include "core/data/rasteriser.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using convlens::test::throws_kind;

namespace {

double mass(const GreyImage& image) {
  double sum = 0;
  for (const float value : image.pixels) sum += value;
  return sum;
}

Drawing drawing_of(std::vector<Stroke> strokes, std::optional<float> width = std::nullopt) {
  return {std::move(strokes), width, std::nullopt};
}

/// Coverage of a round cone by counting points on a fine grid inside every disc between the two ends.
double counted_area(StrokePoint from, StrokePoint to, double width, const Raster& raster) {
  constexpr int kFine = 4, kDiscs = 400;
  long inside = 0;
  for (int y = 0; y < raster.ink.height * kFine; ++y)
    for (int x = 0; x < raster.ink.width * kFine; ++x) {
      const double px = raster.origin_x + (x + 0.5) / kFine / raster.scale;
      const double py = raster.origin_y + (y + 0.5) / kFine / raster.scale;
      for (int i = 0; i <= kDiscs; ++i) {
        const double t = static_cast<double>(i) / kDiscs;
        const double dx = px - (from.x + t * (to.x - from.x)), dy = py - (from.y + t * (to.y - from.y));
        const double radius = width / 2 * (from.pressure + t * (to.pressure - from.pressure));
        if (dx * dx + dy * dy > radius * radius) continue;
        ++inside;
        break;
      }
    }
  return static_cast<double>(inside) / (kFine * kFine);
}

}  // namespace

TEST_CASE("A dot is a disc that fills the raster, whatever its place and width") {
  const auto width =
      GENERATE(std::optional<float>{}, std::optional<float>{3.0f}, std::optional<float>{1e-6f});
  const Raster raster = rasterise(drawing_of({{{{70, -5}}, false}}, width));
  CHECK(raster.ink.width == kRasterSide);
  CHECK(raster.ink.height == kRasterSide);
  CHECK(mass(raster.ink) == Approx(std::numbers::pi * kRasterSide * kRasterSide / 4).epsilon(2e-3));
}

TEST_CASE("A segment covers what its discs cover, with growing pressure too") {
  const StrokePoint from{0, 0, 1};
  const auto to = GENERATE(StrokePoint{10, 0, 1}, StrokePoint{7, 4, 1}, StrokePoint{-3, 8, 0.25f},
                           StrokePoint{0.5f, 0.5f, 0.1f}, StrokePoint{2, -9, 0});
  const Raster raster = rasterise(drawing_of({{{from, to}, false}}, 3.0f), 60);
  CHECK(std::max(raster.ink.width, raster.ink.height) == 60);
  CHECK(mass(raster.ink) == Approx(counted_area(from, to, 3, raster)).epsilon(0.01));
}

TEST_CASE("Without a width the pen is 8 % of the longer side of the ink") {
  const Stroke line{{{0, 0}, {0, 200}, {50, 200}}, false};
  CHECK(pen_width(drawing_of({line})) == Approx(16));
  const Stroke far_eraser{{{-5000, 0}}, true};
  CHECK(pen_width(drawing_of({line, far_eraser})) == Approx(16));
  CHECK(rasterise(drawing_of({line})).ink.pixels == rasterise(drawing_of({line}, 16.0f)).ink.pixels);
}

TEST_CASE("Any scale and any place give the same ink when strokes and width go together") {
  Drawing drawing =
      drawing_of({{{{3, 4, 0.5f}, {20, 7, 1}, {11, 40, 0.75f}}, false}, {{{12, 12}}, true}}, 4.0f);
  const Raster raster = rasterise(drawing);
  const float scale = GENERATE(0.125f, 3.0f, 1024.0f, 1e-6f);
  const bool exact = scale != 1e-6f;
  for (Stroke& stroke : drawing.strokes)
    for (StrokePoint& point : stroke.points) {
      point.x = (point.x + (exact ? 16 : 0)) * scale;
      point.y = (point.y - (exact ? 32 : 0)) * scale;
    }
  *drawing.width *= scale;
  const Raster scaled = rasterise(drawing);
  REQUIRE(scaled.ink.width == raster.ink.width);
  REQUIRE(scaled.ink.height == raster.ink.height);
  CHECK(scaled.ink.pixels == raster.ink.pixels);
}

TEST_CASE("An eraser takes what was there before it and leaves what comes after") {
  const Stroke line{{{0, 0}, {100, 0}}, false}, cross{{{50, -50}, {50, 50}}, false};
  Stroke eraser = line;
  eraser.erases = true;
  const Raster gone = rasterise(drawing_of({line, eraser}, 10.0f));
  CHECK(mass(gone.ink) == 0);
  const Raster after = rasterise(drawing_of({line, eraser, line}, 10.0f));
  CHECK(after.ink.pixels == rasterise(drawing_of({line}, 10.0f)).ink.pixels);
  const Raster cut = rasterise(drawing_of({line, cross, eraser}, 10.0f));
  const double row = (0 - cut.origin_y) * cut.scale;
  for (int x = 0; x < cut.ink.width; ++x) CHECK(cut.ink.at(static_cast<int>(row), x) == 0);
  CHECK(mass(cut.ink) > 0);
}

TEST_CASE("What an eraser leaves is drawn as finely as if it were alone") {
  const Stroke small{{{0, 0}, {5, 0}}, false}, large{{{100, 0}, {900, 300}}, false};
  Stroke eraser = large;
  eraser.erases = true;
  const Raster rest = rasterise(drawing_of({small, large, eraser}, 4.0f));
  CHECK(std::max(rest.ink.width, rest.ink.height) == kRasterSide);
  // Within the pixels of the coarse grid on which the remainder was found.
  CHECK(mass(rest.ink) > 0.5 * mass(rasterise(drawing_of({small}, 4.0f)).ink));
}

TEST_CASE("Nothing drawn is an empty raster") {
  CHECK(rasterise(Drawing{}).ink.pixels.empty());
  CHECK(rasterise(drawing_of({{{}, false}, {{{1, 1}}, true}})).ink.pixels.empty());
  CHECK(rasterise(drawing_of({{{{1, 1, 0}, {5, 5, 0}}, false}})).ink.pixels.empty());
}

TEST_CASE("Coordinates that are no numbers and widths that are none are refused") {
  const float bad = GENERATE(std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                             -std::numeric_limits<float>::infinity());
  CHECK(throws_kind(ErrorKind::bad_value, [&] { rasterise(drawing_of({{{{bad, 0}}, false}})); }));
  CHECK(throws_kind(ErrorKind::bad_value, [&] { rasterise(drawing_of({{{{0, bad}}, false}})); }));
  CHECK(throws_kind(ErrorKind::bad_value, [&] { rasterise(drawing_of({{{{0, 0, bad}}, false}})); }));
  CHECK(throws_kind(ErrorKind::bad_value, [&] { rasterise(drawing_of({{{{0, 0}}, false}}, bad)); }));
  CHECK(throws_kind(ErrorKind::bad_value, [&] { rasterise(drawing_of({{{{0, 0}}, false}}, 0.0f)); }));
  std::vector<StrokePoint> many(kMaxDrawingPoints + 1);
  CHECK(throws_kind(ErrorKind::bad_value, [&] { rasterise(drawing_of({{many, false}})); }));
}

TEST_CASE("Extreme numbers keep the raster small") {
  const float largest = std::numeric_limits<float>::max(), least = std::numeric_limits<float>::denorm_min();
  const auto drawing = GENERATE_COPY(
      drawing_of({{{{-largest, -largest}, {largest, largest}}, false}}),
      drawing_of({{{{largest, 0}, {0, largest}}, false}}, least),
      drawing_of({{{{largest, largest}}, false}}, 1.0f), drawing_of({{{{0, 0}, {least, least}}, false}}),
      drawing_of({{{{0, 0}, {1, 1}}, false}}, largest),
      drawing_of({{{{0, 0}, {1, 1}}, false}, {{{largest, largest}, {-largest, 0}}, true}}),
      drawing_of({{{{1e6f, 0}, {1e6f, 1}}, false}}, 1e-30f));
  const Raster raster = rasterise(drawing);
  CHECK(raster.ink.width <= kRasterSide);
  CHECK(raster.ink.height <= kRasterSide);
  for (const float value : raster.ink.pixels) REQUIRE((value >= 0 && value <= 1));
}
