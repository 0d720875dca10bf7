#include "core/data/as_drawings.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace convlens {
namespace {

constexpr Shape kDrawing{1, 28, 28};
constexpr float kWhite = 255;

class DrawnSamples final : public Samples {
 public:
  DrawnSamples(std::shared_ptr<const Samples> samples, InkSide ink)
      : samples_(std::move(samples)), ink_(ink) {}

  std::size_t size() const override { return samples_->size(); }
  Shape shape() const override { return kDrawing; }
  const std::vector<std::string>& class_names() const override { return samples_->class_names(); }
  int label(std::size_t index) const override { return samples_->label(index); }
  const std::vector<Note>& notes() const override { return samples_->notes(); }

  void read(std::size_t index, std::uint64_t epoch, std::span<float> pixels) const override {
    const Shape shape = samples_->shape();
    std::vector<float> values(shape.size());
    samples_->read(index, epoch, values);
    Image image{shape.width, shape.height, shape.channels, {}};
    for (const float value : values)
      image.pixels.push_back(static_cast<std::uint8_t>(std::lround(value * kWhite)));
    const PreparedDigit prepared = prepare_image(image, ink_);
    std::ranges::copy(prepared.pixels.values(), pixels.begin());
  }

 private:
  std::shared_ptr<const Samples> samples_;
  InkSide ink_;
};

}  // namespace

std::shared_ptr<const Samples> as_drawings(std::shared_ptr<const Samples> samples, InkSide ink) {
  return std::make_shared<DrawnSamples>(std::move(samples), ink);
}

}  // namespace convlens
