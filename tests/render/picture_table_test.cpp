#include "core/render/picture_table.h"

#include "core/render/colour_scale.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

Pixels block(int width, int height, Colour colour) {
  Pixels pixels(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      std::uint8_t* at = pixels.at(y, x);
      at[0] = colour.r, at[1] = colour.g, at[2] = colour.b, at[3] = colour.a;
    }
  return pixels;
}

int count_of(const Pixels& pixels, Colour colour) {
  int count = 0;
  for (int y = 0; y < pixels.height; ++y)
    for (int x = 0; x < pixels.width; ++x) {
      const std::uint8_t* at = pixels.at(y, x);
      count += Colour{at[0], at[1], at[2], at[3]} == colour ? 1 : 0;
    }
  return count;
}

}  // namespace

TEST_CASE("a table shows each of its pictures whole, small ones in the middle of their cells") {
  constexpr Colour kRed{200, 10, 20, 255}, kGreen{10, 200, 20, 255}, kBlue{10, 20, 200, 255};
  const Pixels table = paint_table({.title = "a title",
                                    .columns = {"one", "a longer name"},
                                    .second_line = {"1", "2"},
                                    .rows = {"row 0", "row 1"},
                                    .pictures = {block(30, 20, kRed), block(10, 10, kGreen),
                                                 block(30, 20, kBlue), block(30, 20, kRed)}})
                           .pixels();
  CHECK(count_of(table, kRed) == 2 * 30 * 20);
  CHECK(count_of(table, kGreen) == 100);
  CHECK(count_of(table, kBlue) == 600);
}

TEST_CASE("evenly chosen: the first and the last, in order, none twice") {
  CHECK(evenly_chosen(3, 12) == std::vector<std::size_t>{0, 1, 2});
  CHECK(evenly_chosen(0, 4).empty());
  CHECK(evenly_chosen(7, 1) == std::vector<std::size_t>{0});
  CHECK(evenly_chosen(25, 4) == std::vector<std::size_t>{0, 8, 16, 24});
  const auto chosen = evenly_chosen(25, 12);
  REQUIRE(chosen.size() == 12);
  CHECK(chosen.front() == 0);
  CHECK(chosen.back() == 24);
  for (std::size_t i = 1; i < chosen.size(); ++i) CHECK(chosen[i] > chosen[i - 1]);
}
