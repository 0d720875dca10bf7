#include <algorithm>
#include <vector>

#include "core/data/augment_steps.h"

namespace convlens {
namespace {

constexpr float kWholePass = 2;  // pixels that one dilation adds to a stroke: one on either side
// Ink fainter than this is no stroke to be brought back to its brightness.
constexpr float kFaintest = 0.05f;

/// out = v + part * (best of the cross - v), `better` telling which of two values the morphology takes.
template <typename Better>
void cross(const std::vector<float>& in, std::span<float> out, const Shape& shape, float part,
           Better better) {
  const int row = shape.width * shape.channels;
  for (int y = 0; y < shape.height; ++y)
    for (int i = 0; i < row; ++i) {
      const std::size_t at = static_cast<std::size_t>(y) * row + i;
      // Beyond the border lies paper.
      const float up = y > 0 ? in[at - row] : 0, down = y + 1 < shape.height ? in[at + row] : 0;
      const float left = i >= shape.channels ? in[at - shape.channels] : 0;
      const float right = i + shape.channels < row ? in[at + shape.channels] : 0;
      const float best = better(better(better(up, down), better(left, right)), in[at]);
      out[at] = in[at] + part * (best - in[at]);
    }
}

}  // namespace

void change_thickness(std::span<float> pixels, const Shape& shape, float limit, Random& random) {
  thread_local std::vector<float> before;
  before.assign(pixels.begin(), pixels.end());
  const float part = random.uniform(-limit, limit) / kWholePass;
  if (part >= 0) {
    cross(before, pixels, shape, std::min(part, 1.0f), [](float a, float b) { return std::max(a, b); });
    return;
  }
  cross(before, pixels, shape, std::min(-part, 1.0f), [](float a, float b) { return std::min(a, b); });
  const float was = *std::max_element(before.begin(), before.end());
  const float is = *std::max_element(pixels.begin(), pixels.end());
  if (is > kFaintest)
    for (float& value : pixels) value *= was / is;
  else
    std::copy(before.begin(), before.end(), pixels.begin());  // a hair line: nothing would be left
}

}  // namespace convlens
