#include "core/data/in_memory.h"

#include <algorithm>
#include <cmath>

namespace convlens {
namespace {

constexpr float kWhite = 255;
constexpr std::size_t kPicturesATask = 32;  // stop is looked at between tasks: a few milliseconds of work each

}  // namespace

std::shared_ptr<const Samples> in_memory(std::shared_ptr<const Samples> samples, ThreadPool& pool,
                                         std::stop_token stop) {
  if (dynamic_cast<const StoredSamples*>(samples.get()) != nullptr) return samples;
  const std::size_t count = samples->size(), area = samples->shape().size();
  std::vector<std::uint8_t> levels(count * area);
  pool.run(static_cast<int>((count + kPicturesATask - 1) / kPicturesATask), [&](int task) {
    if (stop.stop_requested()) return;
    std::vector<float> pixels(area);
    const std::size_t first = static_cast<std::size_t>(task) * kPicturesATask;
    for (std::size_t i = first; i < std::min(first + kPicturesATask, count); ++i) {
      samples->read(i, 0, pixels);
      std::ranges::transform(pixels, levels.begin() + static_cast<std::ptrdiff_t>(i * area), [](float value) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0f, 1.0f) * kWhite));
      });
    }
  });
  if (stop.stop_requested()) return nullptr;
  std::vector<std::int32_t> labels(count);
  for (std::size_t i = 0; i < count; ++i) labels[i] = samples->label(i);
  return std::make_shared<StoredSamples>(samples->shape(), std::move(levels), std::move(labels),
                                         samples->class_names(), samples->notes());
}

}  // namespace convlens
