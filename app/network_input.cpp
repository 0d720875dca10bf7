#include "app/network_input.h"

#include <algorithm>
#include <cmath>

namespace convlens::app {
namespace {

constexpr Shape kDigit{1, kDigitSide, kDigitSide};
constexpr float kWhite = 255;

}  // namespace

bool takes_digits(const Shape& input) {
  return input == kDigit || input == Shape{static_cast<int>(kDigit.size()), 1, 1};
}

Tensor<float> network_input(const PreparedDigit& digit, const Shape& shape) {
  const std::span<const float> pixels = digit.pixels.values();
  if (takes_digits(shape)) {
    Tensor<float> input(1, shape);
    std::copy(pixels.begin(), pixels.end(), input.values().begin());
    return input;
  }
  Image image{.width = kDigitSide, .height = kDigitSide, .channels = 1, .pixels = {}};
  for (const float value : pixels)
    image.pixels.push_back(static_cast<std::uint8_t>(std::lround(value * kWhite)));
  return fitted_pixels(image, shape);
}

}  // namespace convlens::app
