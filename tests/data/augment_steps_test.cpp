#include "core/data/augment_steps.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include "core/data/augment.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

const Shape kDigit{1, 28, 28};
constexpr std::uint64_t kPictures = 100;

/// An upright stroke of full ink, `width` pixels wide, 20 high.
std::vector<float> stroke(int width) {
  std::vector<float> pixels(kDigit.size());
  for (int y = 4; y < 24; ++y)
    for (int x = 14 - width / 2; x < 14 - width / 2 + width; ++x)
      pixels[static_cast<std::size_t>(y) * kDigit.width + x] = 1;
  return pixels;
}

double ink(const std::vector<float>& pixels) { return std::accumulate(pixels.begin(), pixels.end(), 0.0); }

float brightest(const std::vector<float>& pixels) { return *std::max_element(pixels.begin(), pixels.end()); }

/// `pixels` after the step, once for each of many random states.
template <typename Step, typename Look>
void many(const std::vector<float>& pixels, Step step, Look look) {
  for (std::uint64_t i = 0; i < kPictures; ++i) {
    std::vector<float> changed = pixels;
    Random random(1, RandomPurpose::test, 0, i);
    step(changed, random);
    for (const float value : changed) REQUIRE((value >= 0 && value <= 1.0001f));
    look(changed);
  }
}

}  // namespace

TEST_CASE("Thickness makes strokes wider and thinner by at most its limit, and no darker") {
  double widest = 0, thinnest = 100;
  many(
      stroke(4), [](auto& p, Random& random) { change_thickness(p, kDigit, 1.5f, random); },
      [&](const std::vector<float>& changed) {
        double across = 0;
        for (int x = 0; x < kDigit.width; ++x) across += changed[14 * 28 + static_cast<std::size_t>(x)];
        widest = std::max(widest, across);
        thinnest = std::min(thinnest, across);
        CHECK(brightest(changed) == 1);
      });
  CHECK(widest == Approx(5.5).margin(0.1));
  CHECK(thinnest == Approx(2.5).margin(0.1));
}

TEST_CASE("A hair line outlives the strongest thinning") {
  many(
      stroke(1), [](auto& p, Random& random) { change_thickness(p, kDigit, 2, random); },
      [](const std::vector<float>& changed) { CHECK(brightest(changed) == Approx(1)); });
}

TEST_CASE("A coarse picture consists of even cells, no smaller than a pixel and not of every picture") {
  int untouched = 0, two_levels = 0;
  const std::vector<float> before = stroke(3);
  many(
      before, [](auto& p, Random& random) { make_coarse(p, kDigit, 0.8f, random); },
      [&](const std::vector<float>& changed) {
        if (changed == before) {
          ++untouched;
          return;
        }
        // Within a row of cells every pixel row but those on an edge is the same: few kinds of rows are left.
        std::set<std::vector<float>> rows;
        for (int y = 0; y < 28; ++y) rows.insert({changed.begin() + y * 28, changed.begin() + (y + 1) * 28});
        CHECK(rows.size() < 12);
        const auto grey =
            std::count_if(changed.begin(), changed.end(), [](float v) { return v > 0.01f && v < 0.99f; });
        two_levels += grey == 0 || ink(changed) > 0;
        CHECK(brightest(changed) > 0.5f);
      });
  CHECK(untouched > 5);
  CHECK(untouched < 40);
  CHECK(two_levels > 0);
}

TEST_CASE("A coarse grid averages: the ink stays where the levels are kept") {
  // An even picture is the same on any grid, up to its border, which shares cells with the paper around.
  const std::vector<float> even(kDigit.size(), 0.5f);
  many(
      even, [](auto& p, Random& random) { make_coarse(p, kDigit, 1, random); },
      [](const std::vector<float>& changed) {
        for (int y = 6; y < 22; ++y)
          for (int x = 6; x < 22; ++x)
            CHECK(changed[static_cast<std::size_t>(y) * 28 + x] == Approx(1).epsilon(1e-4));
      });
}

TEST_CASE("Contrast bends the greys and keeps paper and ink") {
  std::vector<float> levels(kDigit.size(), 0.5f);
  levels[0] = 0, levels[1] = 1;
  float lowest = 1, highest = 0;
  many(
      levels, [](auto& p, Random& random) { bend_contrast(p, 0.8f, random); },
      [&](const std::vector<float>& changed) {
        CHECK(changed[0] == 0);
        CHECK(changed[1] == 1);
        lowest = std::min(lowest, changed[2]);
        highest = std::max(highest, changed[2]);
      });
  CHECK(lowest == Approx(0.3).margin(0.02));
  CHECK(highest == Approx(0.7).margin(0.02));
}

TEST_CASE("An erased spot takes ink away, of its share of the pictures, and empty paper has none") {
  int erased = 0;
  const std::vector<float> before = stroke(4);
  many(
      before, [](auto& p, Random& random) { erase_spot(p, kDigit, 0.5f, random); },
      [&](const std::vector<float>& changed) {
        for (std::size_t i = 0; i < changed.size(); ++i) CHECK(changed[i] <= before[i]);
        erased += ink(changed) < ink(before);
        CHECK(ink(changed) > 0.4 * ink(before));
      });
  CHECK(erased > 20);
  CHECK(erased < 70);
  many(
      std::vector<float>(kDigit.size()), [](auto& p, Random& random) { erase_spot(p, kDigit, 1, random); },
      [](const std::vector<float>& changed) { CHECK(ink(changed) == 0); });
}

TEST_CASE("Noise has at most the standard deviation asked for") {
  double strongest = 0;
  many(
      std::vector<float>(kDigit.size(), 0.5f), [](auto& p, Random& random) { add_noise(p, 0.1f, random); },
      [&](const std::vector<float>& changed) {
        double square = 0;
        for (const float value : changed)
          square += (value - 0.5) * (value - 0.5) / static_cast<double>(changed.size());
        strongest = std::max(strongest, std::sqrt(square));
      });
  CHECK(strongest == Approx(0.1).margin(0.01));
}

TEST_CASE("A stretch makes the picture wider or narrower by at most its limit, and keeps its size") {
  const std::vector<float> before = stroke(6);
  double widest = 0, narrowest = 100;
  many(
      before, [](auto& p, Random& random) { augment(p, kDigit, {.stretch = 0.5f}, random); },
      [&](const std::vector<float>& changed) {
        double across = 0;
        for (int x = 0; x < kDigit.width; ++x) across += changed[14 * 28 + static_cast<std::size_t>(x)];
        widest = std::max(widest, across);
        narrowest = std::min(narrowest, across);
        CHECK(ink(changed) == Approx(ink(before)).epsilon(0.05));
      });
  CHECK(widest == Approx(6 * std::sqrt(1.5)).epsilon(0.03));
  CHECK(narrowest == Approx(6 / std::sqrt(1.5)).epsilon(0.03));
}
