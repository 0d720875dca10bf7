#include "core/data/augment_pictures.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace convlens {
namespace {

// Rec. 601: how bright red, green and blue look.
constexpr float kLuma[] = {0.299f, 0.587f, 0.114f};
constexpr int kColours = 3;

float factor(Random& random, float strength) { return 1 + random.uniform(-strength, strength); }

float luma(const float* pixel) { return kLuma[0] * pixel[0] + kLuma[1] * pixel[1] + kLuma[2] * pixel[2]; }

}  // namespace

void flip(std::span<float> pixels, const Shape& shape, float share, Random& random) {
  if (random.uniform() >= share) return;
  const std::ptrdiff_t channels = shape.channels, row = channels * shape.width;
  for (int y = 0; y < shape.height; ++y)
    for (int left = 0, right = shape.width - 1; left < right; ++left, --right) {
      float* line = pixels.data() + y * row;
      std::swap_ranges(line + left * channels, line + (left + 1) * channels, line + right * channels);
    }
}

void crop(std::span<float> pixels, const Shape& shape, float pixels_around, Random& random) {
  const int limit = static_cast<int>(pixels_around);
  const auto draw = [&](int size) {
    const int most = std::min(limit, size - 1);
    return static_cast<int>(random.below(static_cast<std::uint64_t>(2 * most + 1))) - most;
  };
  const int down = draw(shape.height), right = draw(shape.width);
  if (down == 0 && right == 0) return;
  thread_local std::vector<float> whole;  // kept between calls: an epoch allocates nothing
  whole.assign(pixels.begin(), pixels.end());
  std::fill(pixels.begin(), pixels.end(), 0.0f);
  const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(shape.width) * shape.channels;
  const std::ptrdiff_t length = static_cast<std::ptrdiff_t>(shape.width - std::abs(right)) * shape.channels;
  const std::ptrdiff_t from = std::max(0, -right) * shape.channels, to = std::max(0, right) * shape.channels;
  for (int y = std::max(0, -down); y < std::min(shape.height, shape.height - down); ++y)
    std::copy_n(whole.begin() + y * row + from, length, pixels.begin() + (y + down) * row + to);
}

void change_colour(std::span<float> pixels, const Shape& shape, float strength, Random& random) {
  // Always three draws: a grey picture uses two of them.
  const float brightness = factor(random, strength), contrast = factor(random, strength),
              saturation = factor(random, strength);
  double sum = 0;
  for (const float value : pixels) sum += value;
  const float mean = static_cast<float>(sum / static_cast<double>(pixels.size())) * brightness;
  for (float& value : pixels) value = mean + contrast * (value * brightness - mean);
  if (shape.channels == kColours)
    for (std::size_t i = 0; i < pixels.size(); i += kColours) {
      const float grey = luma(&pixels[i]);
      for (std::size_t c = i; c < i + kColours; ++c) pixels[c] = grey + saturation * (pixels[c] - grey);
    }
  for (float& value : pixels) value = std::clamp(value, 0.0f, 1.0f);
}

}  // namespace convlens
