#include "core/data/rasteriser.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/base/error.h"
#include "core/data/round_cone.h"

namespace convlens {
namespace {

// Raster coordinates are snapped to this part of a pixel, so that rounding in the points' own units does not
// reach the grey levels; off the grid of round numbers, on which points often lie.
constexpr double kSnap = 256;
constexpr double kSnapOffset = 0.5137;
// An eraser may reach far beyond the ink; its numbers must stay such that differences of them are exact
// enough.
constexpr double kFarAway = 1e5;
// A pen move shorter than this (in raster pixels) changes no grey level that anyone can see.
constexpr double kShortestMove = 0.25;
// Extents below this part of the coordinates themselves are rounding, not shape.
constexpr double kResolution = 1e-12;
constexpr double kSmallestExtent = 1e-30;
// Where erasers leave less than this part of the drawing, what is left is drawn again on a grid of its own.
constexpr double kSmallRemainder = 0.5;
constexpr int kMaxRedrawings = 4;

struct Box {
  double left = std::numeric_limits<double>::infinity(), top = left, right = -left, bottom = -left;

  void add(double x, double y, double radius) {
    left = std::min(left, x - radius);
    right = std::max(right, x + radius);
    top = std::min(top, y - radius);
    bottom = std::max(bottom, y + radius);
  }
  bool empty() const { return !(left <= right); }
  double longer_side() const { return std::max(right - left, bottom - top); }
  double largest_coordinate() const {
    return std::max({std::abs(left), std::abs(right), std::abs(top), std::abs(bottom)});
  }
};

double pressure_of(const StrokePoint& point) { return std::clamp<double>(point.pressure, 0, 1); }

void check(const Drawing& drawing) {
  std::size_t points = 0;
  for (const Stroke& stroke : drawing.strokes) {
    points += stroke.points.size();
    for (const StrokePoint& point : stroke.points)
      if (!std::isfinite(point.x) || !std::isfinite(point.y) || !std::isfinite(point.pressure))
        throw Error(ErrorKind::bad_value, "strokes", "a coordinate that is not a finite number",
                    "finite numbers");
  }
  if (points > kMaxDrawingPoints)
    throw Error(ErrorKind::bad_value, "strokes", std::to_string(points) + " points",
                "at most " + std::to_string(kMaxDrawingPoints));
  if (drawing.width && !(std::isfinite(*drawing.width) && *drawing.width > 0))
    throw Error(ErrorKind::bad_value, "width", std::to_string(*drawing.width), "a finite number above 0");
}

Box painted_box(const Drawing& drawing, double width) {
  Box box;
  for (const Stroke& stroke : drawing.strokes) {
    if (stroke.erases) continue;
    for (const StrokePoint& point : stroke.points)
      if (point.pressure > 0) box.add(point.x, point.y, width / 2 * pressure_of(point));
  }
  return box;
}

double snap(double value) { return std::floor(value * kSnap + kSnapOffset) / kSnap; }
float raster_number(double value) { return static_cast<float>(std::clamp(snap(value), -kFarAway, kFarAway)); }

/// Part of a plane, in the points' units, that becomes a raster.
struct Grid {
  double origin_x, origin_y, scale;

  Disc disc(const StrokePoint& point, double width) const {
    return {raster_number((point.x - origin_x) * scale), raster_number((point.y - origin_y) * scale),
            raster_number(width / 2 * scale * pressure_of(point))};
  }
};

bool moved(const Disc& from, const Disc& to) {
  return std::abs(to.x - from.x) > kShortestMove || std::abs(to.y - from.y) > kShortestMove ||
         std::abs(to.radius - from.radius) > kShortestMove;
}

void draw(const Stroke& stroke, const Grid& grid, double width, GreyImage& ink) {
  const Ink kind = stroke.erases ? Ink::taken : Ink::laid;
  const std::vector<StrokePoint>& points = stroke.points;
  if (points.empty()) return;
  Disc from = grid.disc(points.front(), width);
  if (points.size() == 1) draw_round_cone(from, from, kind, ink);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Disc to = grid.disc(points[i], width);
    const bool last = i + 1 == points.size();
    if (!last && !moved(from, to)) continue;
    draw_round_cone(from, to, kind, ink);
    from = to;
  }
}

Raster rasterise_box(const Drawing& drawing, double width, const Box& box, int side) {
  const double extent =
      std::max({box.longer_side(), kResolution * box.largest_coordinate(), kSmallestExtent});
  const Grid grid{box.left, box.top, side / extent};
  const auto pixels = [&](double length) {
    return std::clamp(static_cast<int>(std::ceil(snap(length * grid.scale))), 1, side);
  };
  Raster raster{{}, grid.origin_x, grid.origin_y, grid.scale};
  raster.ink.width = pixels(box.right - box.left);
  raster.ink.height = pixels(box.bottom - box.top);
  raster.ink.pixels.assign(static_cast<std::size_t>(raster.ink.width) * raster.ink.height, 0.0f);
  for (const Stroke& stroke : drawing.strokes) draw(stroke, grid, width, raster.ink);
  return raster;
}

/// Box of the ink in the points' units.
Box remaining_box(const Raster& raster) {
  Box box;
  for (int y = 0; y < raster.ink.height; ++y)
    for (int x = 0; x < raster.ink.width; ++x)
      if (raster.ink.at(y, x) > 0)
        box.add(raster.origin_x + (x + 0.5) / raster.scale, raster.origin_y + (y + 0.5) / raster.scale,
                0.5 / raster.scale);
  return box;
}

}  // namespace

double pen_width(const Drawing& drawing) {
  if (drawing.width) return *drawing.width;
  Box box;
  for (const Stroke& stroke : drawing.strokes) {
    if (stroke.erases) continue;
    for (const StrokePoint& point : stroke.points) box.add(point.x, point.y, 0);
  }
  return box.empty() || box.longer_side() == 0 ? 1 : kDefaultWidth * box.longer_side();
}

Raster rasterise(const Drawing& drawing, int side) {
  check(drawing);
  const double width = pen_width(drawing);
  const Box box = painted_box(drawing, width);
  if (box.empty()) return {};
  Raster raster = rasterise_box(drawing, width, box, side);
  const bool erased =
      std::any_of(drawing.strokes.begin(), drawing.strokes.end(), [](const Stroke& s) { return s.erases; });
  for (int round = 0; erased && round < kMaxRedrawings; ++round) {
    const Box rest = remaining_box(raster);
    if (rest.empty() || rest.longer_side() * raster.scale >= kSmallRemainder * side) break;
    raster = rasterise_box(drawing, width, rest, side);
  }
  return raster;
}

}  // namespace convlens
