#include <algorithm>
#include <array>
#include <cmath>

#include "core/render/oklab.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

using Matrix = std::array<std::array<double, 3>, 3>;

// What the three deficiencies see at full severity, on linear RGB (Machado, Oliveira & Fernandes 2009).
constexpr std::array<Matrix, 4> kEyes = {{
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
}};

double linear(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }
std::uint8_t encoded(double v) {
  v = std::clamp(v, 0.0, 1.0);
  return static_cast<std::uint8_t>(
      std::lround(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055)));
}

Oklab seen(Colour c, const Matrix& eye) {
  const std::array<double, 3> rgb = {linear(c.r / 255.0), linear(c.g / 255.0), linear(c.b / 255.0)};
  std::array<double, 3> out{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) out[i] += eye[i][j] * rgb[j];
  return to_oklab({encoded(out[0]), encoded(out[1]), encoded(out[2]), 255});
}

double distance(const Oklab& p, const Oklab& q) {
  return std::sqrt((p.lightness - q.lightness) * (p.lightness - q.lightness) + (p.a - q.a) * (p.a - q.a) +
                   (p.b - q.b) * (p.b - q.b));
}

}  // namespace

TEST_CASE("class colours stay apart for every kind of colour vision, from paper and from no value too") {
  std::vector<Colour> colours = {kNoValueColour, {255, 255, 255, 255}};
  for (int i = 0; i < kClassColours; ++i) colours.push_back(class_colour(i));
  // About five times the smallest difference that can be seen (0.02 in Oklab).
  constexpr double kApart = 0.1;
  for (std::size_t eye = 0; eye < kEyes.size(); ++eye)
    for (std::size_t i = 0; i < colours.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        INFO("eye " << eye << ", colours " << i << " and " << j);
        CHECK(distance(seen(colours[i], kEyes[eye]), seen(colours[j], kEyes[eye])) > kApart);
      }
}

TEST_CASE("the diverging scale's signs differ for every kind of colour vision") {
  for (const Matrix& eye : kEyes)
    for (const float v : {0.25f, 0.5f, 1.0f})
      CHECK(distance(seen(colour_of(-v, ColourMap::diverging, {-1, 1}), eye),
                     seen(colour_of(v, ColourMap::diverging, {-1, 1}), eye)) > 0.2 * static_cast<double>(v));
}

TEST_CASE("more classes than colours: repeats are darker - below 0 there is no class") {
  CHECK(class_colour(-1) == kNoValueColour);
  for (int i = 0; i < kClassColours; ++i)
    CHECK(to_oklab(class_colour(i + kClassColours)).lightness < to_oklab(class_colour(i)).lightness - 0.05);
}
