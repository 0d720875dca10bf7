#include "core/data/samples.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.h"

namespace convlens {
namespace {

constexpr int kLevels = 256;

/// level / 255, correctly rounded: the same value everywhere a byte becomes a pixel.
constexpr std::array<float, kLevels> kPixelOfLevel = [] {
  std::array<float, kLevels> table{};
  for (int level = 0; level < kLevels; ++level) table[level] = static_cast<float>(level) / (kLevels - 1);
  return table;
}();

}  // namespace

const std::vector<Note>& Samples::notes() const {
  static const std::vector<Note> none;
  return none;
}

StoredSamples::StoredSamples(Shape shape, std::vector<std::uint8_t> pixels, std::vector<std::int32_t> labels,
                             std::vector<std::string> class_names, std::vector<Note> notes)
    : shape_(shape),
      pixels_(std::move(pixels)),
      labels_(std::move(labels)),
      class_names_(std::move(class_names)),
      notes_(std::move(notes)) {
  const std::size_t expected = labels_.size() * shape_.size();
  if (shape_.size() == 0 || pixels_.size() != expected)
    throw Error(
        ErrorKind::bad_value, "samples", std::to_string(pixels_.size()) + " bytes of pixels",
        std::to_string(expected) + " for " + std::to_string(labels_.size()) + " of " + to_string(shape_));
  for (const std::int32_t label : labels_)
    if (label < 0 || static_cast<std::size_t>(label) >= class_names_.size())
      throw Error(ErrorKind::bad_value, "samples", "label " + std::to_string(label),
                  "0 to " + std::to_string(class_names_.size()) + " (exclusive)");
}

void StoredSamples::read(std::size_t index, std::uint64_t /*epoch*/, std::span<float> pixels) const {
  const std::span<const std::uint8_t> levels = bytes(index);
  std::transform(levels.begin(), levels.end(), pixels.begin(),
                 [](std::uint8_t level) { return kPixelOfLevel[level]; });
}

std::span<const std::uint8_t> StoredSamples::bytes(std::size_t index) const {
  return std::span(pixels_).subspan(index * shape_.size(), shape_.size());
}

}  // namespace convlens
