#include "core/data/augment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/data/augment_pictures.h"
#include "core/data/augment_steps.h"
#include "core/data/elastic.h"

namespace convlens {
namespace {

// Zeros around the picture: a bilinear sample one pixel outside meets only them.
constexpr int kBorder = 2;

/// From a pixel of the new picture, relative to the centre, to the place in the old one.
struct InverseAffine {
  float xx = 1, xy = 0, yx = 0, yy = 1, shift_x = 0, shift_y = 0;
};

float symmetric(Random& random, float limit) { return random.uniform(-limit, limit); }

/// Always the same draws in the same order, whichever of the first four are 0: adding a shear does not change
/// the shifts.
InverseAffine random_affine(const AugmentOptions& options, Random& random) {
  InverseAffine inverse;
  inverse.shift_x = symmetric(random, options.shift);
  inverse.shift_y = symmetric(random, options.shift);
  const float angle = symmetric(random, options.rotate) * std::numbers::pi_v<float> / 180;
  const float scale = 1 + symmetric(random, options.scale);
  const float shear = symmetric(random, options.shear);
  // Forward: shear (x += shear * y), then rotation, then scale, then shift.
  const float cosine = std::cos(angle) / scale, sine = std::sin(angle) / scale;
  inverse.xx = cosine + shear * sine;
  inverse.xy = sine - shear * cosine;
  inverse.yx = -sine;
  inverse.yy = cosine;
  if (options.stretch != 0) {
    // Half of it across, the other half the other way: the size stays.
    const float limit = std::log1p(options.stretch) / 2;
    const float wider = std::exp(symmetric(random, limit));
    inverse.xx /= wider;
    inverse.xy /= wider;
    inverse.yx *= wider;
    inverse.yy *= wider;
  }
  return inverse;
}

/// The picture with a border of zeros.
class Bordered {
 public:
  void copy(std::span<const float> pixels, const Shape& shape) {
    shape_ = shape;
    row_ = (shape.width + 2 * kBorder) * shape.channels;
    values_.assign(static_cast<std::size_t>(row_) * (shape.height + 2 * kBorder), 0.0f);
    const auto length = static_cast<std::ptrdiff_t>(shape.width) * shape.channels;
    for (int y = 0; y < shape.height; ++y)
      std::copy_n(pixels.begin() + y * length, length,
                  values_.begin() + (y + kBorder) * row_ + kBorder * shape.channels);
  }

  /// Bilinear between pixel centres; 0 outside.
  void sample(float x, float y, float* out) const {
    x = std::clamp(x, -1.0f, static_cast<float>(shape_.width)) + kBorder;
    y = std::clamp(y, -1.0f, static_cast<float>(shape_.height)) + kBorder;
    const int left = static_cast<int>(x), top = static_cast<int>(y);
    const float fx = x - static_cast<float>(left), fy = y - static_cast<float>(top);
    const int channels = shape_.channels;
    const float* above = values_.data() + static_cast<std::ptrdiff_t>(top) * row_ + left * channels;
    const float* below = above + row_;
    for (int c = 0; c < channels; ++c) {
      const float high = above[c] + fx * (above[c + channels] - above[c]);
      const float low = below[c] + fx * (below[c + channels] - below[c]);
      out[c] = high + fy * (low - high);
    }
  }

 private:
  Shape shape_;
  int row_ = 0;
  std::vector<float> values_;
};

void warp(std::span<float> pixels, const Shape& shape, const AugmentOptions& options, Random& random) {
  // Kept between calls: an epoch of augmentation allocates nothing.
  thread_local Bordered source;
  thread_local ElasticField field;
  const InverseAffine inverse = random_affine(options, random);
  const bool elastic = options.elastic > 0;
  if (elastic) field.draw(shape.width, shape.height, options.elastic, random);
  source.copy(pixels, shape);

  const float centre_x = static_cast<float>(shape.width - 1) / 2;
  const float centre_y = static_cast<float>(shape.height - 1) / 2;
  float* out = pixels.data();
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x, out += shape.channels) {
      float dx = static_cast<float>(x) - centre_x - inverse.shift_x;
      float dy = static_cast<float>(y) - centre_y - inverse.shift_y;
      if (elastic) {
        dx += field.x(y, x);
        dy += field.y(y, x);
      }
      source.sample(inverse.xx * dx + inverse.xy * dy + centre_x,
                    inverse.yx * dx + inverse.yy * dy + centre_y, out);
    }
}

}  // namespace

void augment(std::span<float> pixels, const Shape& shape, const AugmentOptions& options, Random& random) {
  if (options.warps()) warp(pixels, shape, options, random);
  if (options.thickness > 0) change_thickness(pixels, shape, options.thickness, random);
  if (options.coarse > 0) make_coarse(pixels, shape, options.coarse, random);
  if (options.contrast > 0) bend_contrast(pixels, options.contrast, random);
  if (options.erase > 0) erase_spot(pixels, shape, options.erase, random);
  if (options.noise > 0) add_noise(pixels, options.noise, random);
  if (options.flip > 0) flip(pixels, shape, options.flip, random);
  if (options.crop > 0) crop(pixels, shape, options.crop, random);
  if (options.colour > 0) change_colour(pixels, shape, options.colour, random);
}

}  // namespace convlens
