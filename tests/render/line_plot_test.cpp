#include "core/render/line_plot.h"

#include <limits>

#include "tests/support/catch.h"

using namespace convlens;

namespace {

int pixels_of(const Pixels& picture, Colour colour) {
  int count = 0;
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x) {
      const std::uint8_t* p = picture.at(y, x);
      if (p[0] == colour.r && p[1] == colour.g && p[2] == colour.b) ++count;
    }
  return count;
}

LinePlot two_lines() {
  return {.title = "a plot",
          .x_title = "x",
          .y_title = "y",
          .x = {0, 2},
          .y = {0, 1},
          .lines = {{"first", {0, 1, 2}, {0, 1, 0.5f}}, {"second", {0, 1, 2}, {1, 1, 1}}},
          .x_names = {}};
}

}  // namespace

TEST_CASE("each line of a plot has its class colour, and a legend where there are several") {
  const Pixels both = paint_line_plot(two_lines()).pixels();
  constexpr int kSwatchPixels = 14 * 14;
  CHECK(pixels_of(both, class_colour(0)) > kSwatchPixels + 50);
  CHECK(pixels_of(both, class_colour(1)) > kSwatchPixels + 50);
  LinePlot one = two_lines();
  one.lines.pop_back();
  const Pixels alone = paint_line_plot(one).pixels();
  CHECK(alone.width < both.width);
  CHECK(pixels_of(alone, class_colour(1)) == 0);
}

TEST_CASE("a value that is no number interrupts the line, and a plot of nothing is a frame") {
  LinePlot plot = two_lines();
  plot.lines.pop_back();
  const int whole = pixels_of(paint_line_plot(plot).pixels(), class_colour(0));
  plot.lines[0].y[1] = std::numeric_limits<float>::quiet_NaN();
  const int dots = pixels_of(paint_line_plot(plot).pixels(), class_colour(0));
  CHECK(dots > 0);
  CHECK(dots < whole / 2);
  plot.lines.clear();
  CHECK(paint_line_plot(plot).width() > 400);
}

TEST_CASE("names at the axis make room for themselves") {
  LinePlot plot = two_lines();
  const int numbers = paint_line_plot(plot).height();
  plot.x_names = {"none", "dense2", "dense1"};
  CHECK(paint_line_plot(plot).height() > numbers);
}
