#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/data/augment_steps.h"

namespace convlens {
namespace {

constexpr float kSmallestSpot = 1, kLargestSpot = 3.2f;  // radius in pixels
constexpr float kInk = 0.5f;
constexpr int kTries = 16;  // to hit ink with the spot's centre; a picture that shows hardly any stays whole

}  // namespace

void bend_contrast(std::span<float> pixels, float limit, Random& random) {
  const float bend = random.uniform(-limit, limit);
  for (float& value : pixels) value += bend * value * (1 - value);
}

void erase_spot(std::span<float> pixels, const Shape& shape, float share, Random& random) {
  if (random.uniform() >= share) return;
  const float radius = random.uniform(kSmallestSpot, kLargestSpot);
  const int c = shape.channels;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const int centre_x = static_cast<int>(random.below(static_cast<std::uint64_t>(shape.width)));
    const int centre_y = static_cast<int>(random.below(static_cast<std::uint64_t>(shape.height)));
    const std::size_t centre = (static_cast<std::size_t>(centre_y) * shape.width + centre_x) * c;
    if (*std::max_element(&pixels[centre], &pixels[centre] + c) < kInk) continue;
    const int reach = static_cast<int>(std::ceil(radius));
    for (int y = std::max(centre_y - reach, 0); y <= std::min(centre_y + reach, shape.height - 1); ++y)
      for (int x = std::max(centre_x - reach, 0); x <= std::min(centre_x + reach, shape.width - 1); ++x) {
        const float distance = std::hypot(static_cast<float>(x - centre_x), static_cast<float>(y - centre_y));
        // One pixel of soft edge.
        const float left = std::clamp(distance - radius + 0.5f, 0.0f, 1.0f);
        float* values = &pixels[(static_cast<std::size_t>(y) * shape.width + x) * c];
        for (int k = 0; k < c; ++k) values[k] *= left;
      }
    return;
  }
}

void add_noise(std::span<float> pixels, float strongest, Random& random) {
  // Even noise of that standard deviation: a normal deviate a pixel would take longer than the network's
  // first layer.
  const float reach = std::numbers::sqrt3_v<float> * random.uniform(0, strongest);
  for (float& value : pixels) value = std::clamp(value + random.uniform(-reach, reach), 0.0f, 1.0f);
}

}  // namespace convlens
