#include "core/render/scatter.h"

#include <cmath>

#include "core/render/colour_scale.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

int count_of(const Pixels& pixels, Colour colour) {
  int count = 0;
  for (int y = 0; y < pixels.height; ++y)
    for (int x = 0; x < pixels.width; ++x) {
      const std::uint8_t* p = pixels.at(y, x);
      count += Colour{p[0], p[1], p[2], p[3]} == colour ? 1 : 0;
    }
  return count;
}

Scatter three_points() {
  return {.title = "three",
          .notes = {"a note"},
          .x = {0, 1, 2},
          .y = {0, 3, -1},
          .classes = {0, 1, 1},
          .ringed = {false, true, false},
          .class_names = {"zero", "one"},
          .ring_name = "wrong",
          .picture = {},
          .picture_width = 0,
          .picture_height = 0};
}

}  // namespace

TEST_CASE("scatter: dots in their classes' colours, and a legend") {
  const Pixels pixels = paint_scatter(three_points()).pixels();
  constexpr int kSwatchArea = 14 * 14;
  CHECK(count_of(pixels, class_colour(0)) > kSwatchArea + 15);
  CHECK(count_of(pixels, class_colour(1)) > kSwatchArea + 30);
  CHECK(count_of(pixels, class_colour(2)) == 0);
  Scatter unringed = three_points();
  unringed.ringed = {false, false, false};
  CHECK(count_of(paint_scatter(unringed).pixels(), {0, 0, 0, 255}) < count_of(pixels, {0, 0, 0, 255}));
}

TEST_CASE("scatter: equal points, one point and none can be painted") {
  Scatter scatter = three_points();
  scatter.x = scatter.y = {5, 5, 5};
  CHECK(count_of(paint_scatter(scatter).pixels(), class_colour(1)) > 14 * 14);  // the last one lies on top
  scatter.x = scatter.y = {};
  scatter.classes = {};
  scatter.ringed = {};
  CHECK(paint_scatter(scatter).width() > 100);
}

TEST_CASE("scatter: pictures are shown where they do not overlap, large ones made smaller") {
  Scatter scatter = three_points();
  std::vector<std::size_t> asked;
  scatter.picture_width = scatter.picture_height = 100;
  scatter.picture = [&](std::size_t point) {
    asked.push_back(point);
    Pixels picture(100, 100);
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
      picture.rgba[i + 1] = 200;
      picture.rgba[i + 3] = 255;
    }
    return picture;
  };
  CHECK(count_of(paint_scatter(scatter).pixels(), {0, 200, 0, 255}) == 3 * 32 * 32);
  scatter.x = {0, 0.001f, 2};
  scatter.y = {0, 0.001f, -1};
  asked.clear();
  CHECK(count_of(paint_scatter(scatter).pixels(), {0, 200, 0, 255}) == 2 * 32 * 32);
  CHECK(asked == std::vector<std::size_t>{1, 2});  // the ringed one comes first
}

TEST_CASE("points with room: none overlaps, and whoever was left out overlaps one that was not") {
  std::vector<float> x, y;
  for (int i = 0; i < 200; ++i) {
    x.push_back(150 + 140 * std::sin(static_cast<float>(7 * i)));
    y.push_back(150 + 140 * std::cos(static_cast<float>(3 * i * i)));
  }
  const std::vector<bool> none(200, false);
  const std::vector<bool> shown = points_with_room(x, y, none, 20, 30);
  const auto overlap = [&](std::size_t i, std::size_t j) {
    return std::abs(x[i] - x[j]) < 20 && std::abs(y[i] - y[j]) < 30;
  };
  for (std::size_t i = 0; i < 200; ++i) {
    bool crowded = false;
    for (std::size_t j = 0; j < 200; ++j)
      if (shown[j] && j != i && overlap(i, j)) {
        crowded = true;
        CHECK_FALSE(shown[i]);
      }
    CHECK(shown[i] != crowded);
  }
}
