#include "core/data/generated.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/digit_skeletons.h"
#include "core/data/hand.h"
#include "core/data/preprocess.h"
#include "core/data/rasteriser.h"

namespace convlens {
namespace {

constexpr int kDigits = 10;
// Four raster pixels for one of the network's: as fine as the scans MNIST was made from, and fast.
constexpr int kGeneratedSide = 80;

const DigitSkeleton& random_way(int label, Random& random) {
  const auto ways = digit_skeletons(label);
  float total = 0;
  for (const DigitSkeleton& way : ways) total += way.weight;
  float chosen = random.uniform(0, total);
  for (const DigitSkeleton& way : ways) {
    if (chosen < way.weight) return way;
    chosen -= way.weight;
  }
  return ways.back();
}

class GeneratedDigits final : public Samples {
 public:
  GeneratedDigits(std::size_t size, std::uint64_t seed) : size_(size), seed_(seed) {
    for (int digit = 0; digit < kDigits; ++digit) names_.push_back(std::to_string(digit));
  }

  std::size_t size() const override { return size_; }
  Shape shape() const override { return {1, kDigitSide, kDigitSide}; }
  const std::vector<std::string>& class_names() const override { return names_; }
  int label(std::size_t index) const override { return static_cast<int>(index % kDigits); }

  void read(std::size_t index, std::uint64_t epoch, std::span<float> pixels) const override {
    const Drawing drawing = generate_digit(label(index), seed_, epoch, index);
    const PreparedDigit digit = prepare_ink(rasterise(drawing, kGeneratedSide).ink);
    std::ranges::copy(digit.pixels.values(), pixels.begin());
  }

 private:
  std::size_t size_;
  std::uint64_t seed_;
  std::vector<std::string> names_;
};

}  // namespace

Drawing generate_digit(int label, std::uint64_t seed, std::uint64_t epoch, std::uint64_t index) {
  if (label < 0 || label >= kDigits)
    throw Error(ErrorKind::bad_value, "digit", std::to_string(label), "0 to 9");
  Random random(seed, RandomPurpose::generated_digit, epoch, index);
  const DigitSkeleton& way = random_way(label, random);
  const Hand hand = random_hand(random);
  Drawing drawing;
  drawing.label = label;
  drawing.width = hand.width;
  for (std::size_t s = 0; s < way.one.size(); ++s)
    drawing.strokes.push_back(write_stroke(way.one[s], way.another[s], hand, random));
  return drawing;
}

std::shared_ptr<const Samples> generated_digits(std::size_t size, std::uint64_t seed) {
  return std::make_shared<GeneratedDigits>(size, seed);
}

}  // namespace convlens
