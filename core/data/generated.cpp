#include "core/data/generated.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/digit_skeletons.h"
#include "core/data/preprocess.h"
#include "core/data/rasteriser.h"
#include "core/data/spline.h"

namespace convlens {
namespace {

constexpr int kDigits = 10;
constexpr float kHeight = 100, kMiddle = 33;  // of the skeletons
// Four raster pixels for one of the network's: as fine as the scans MNIST was made from, and fast.
constexpr int kGeneratedSide = 80;

/// How one writer, on one day, writes: chosen once a drawing.
struct Hand {
  float mixture;                ///< between a skeleton's two forms, a little beyond either
  float sloppiness;             ///< standard deviation of every knot, in skeleton units
  float balance;                ///< of upper and lower half: above 0, the upper half is the taller
  float taper;                  ///< above 0, the lower half is the wider
  std::array<float, 4> matrix;  ///< slant, proportions and turn
  struct Wave {
    float along_x, along_y, phase, push_x, push_y;
  };
  std::array<Wave, 2> waves;         ///< slow bends of the whole plane
  float width;                       ///< of the pen
  float pressure_from, pressure_to;  ///< at a stroke's ends
};

constexpr float kMixtureMargin = 0.3f;
constexpr float kSloppinessLow = 1.2f, kSloppinessHigh = 5.5f;
constexpr float kBalance = 0.22f, kBalanceLimit = 0.6f, kTaper = 0.25f;
constexpr float kProportionMean = 0.1f, kProportion = 0.24f;  // of the logarithm
constexpr float kSlantMean = 0.2f, kSlantSpread = 0.27f, kSlantLimit = 0.85f;
constexpr float kTurn = 0.13f;                              // radians
constexpr float kShortestWave = 0.4f, kLongestWave = 1.3f;  // waves over the height
constexpr float kPush = 3.6f;
constexpr float kPenMedian = 15, kPenSpread = 0.35f, kPenThinnest = 6, kPenThickest = 32;
constexpr float kLightestEnd = 0.72f;

Hand random_hand(Random& random) {
  Hand hand;
  hand.mixture = random.uniform(-kMixtureMargin, 1 + kMixtureMargin);
  hand.sloppiness = random.uniform(kSloppinessLow, kSloppinessHigh);
  hand.balance = std::clamp(kBalance * random.normal(), -kBalanceLimit, kBalanceLimit);
  hand.taper = kTaper * random.normal();
  const float stretch = std::exp(kProportionMean + kProportion * random.normal());
  const float slant = std::clamp(kSlantMean + kSlantSpread * random.normal(), -kSlantLimit, kSlantLimit);
  const float turn = kTurn * random.normal();
  const float cosine = std::cos(turn), sine = std::sin(turn);
  // y points down: a slant to the right moves lower points to the left.
  hand.matrix = {cosine * stretch, -cosine * slant - sine, sine * stretch, -sine * slant + cosine};
  for (Hand::Wave& wave : hand.waves) {
    const float direction = random.uniform(0, 2 * std::numbers::pi_v<float>);
    const float rate = 2 * std::numbers::pi_v<float> * random.uniform(kShortestWave, kLongestWave) / kHeight;
    wave.along_x = rate * std::cos(direction);
    wave.along_y = rate * std::sin(direction);
    wave.phase = random.uniform(0, 2 * std::numbers::pi_v<float>);
    wave.push_x = kPush * random.normal();
    wave.push_y = kPush * random.normal();
  }
  hand.width = std::clamp(kPenMedian * std::exp(kPenSpread * random.normal()), kPenThinnest, kPenThickest);
  hand.pressure_from = random.uniform(kLightestEnd, 1);
  hand.pressure_to = random.uniform(kLightestEnd, 1);
  return hand;
}

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

std::vector<Knot> random_knots(const std::vector<Knot>& one, const std::vector<Knot>& another,
                               const Hand& hand, Random& random) {
  std::vector<Knot> knots = one;
  for (std::size_t i = 0; i < knots.size(); ++i) {
    knots[i].x += hand.mixture * (another[i].x - one[i].x) + hand.sloppiness * random.normal();
    knots[i].y += hand.mixture * (another[i].y - one[i].y) + hand.sloppiness * random.normal();
  }
  return knots;
}

StrokePoint written(const Knot& knot, const Hand& hand, float along) {
  const float down = knot.y / kHeight;
  float x = kMiddle + (knot.x - kMiddle) * (1 + hand.taper * (down - 0.5f));
  float y = knot.y + kHeight * hand.balance * down * (1 - down);
  for (const Hand::Wave& wave : hand.waves) {
    const float swing = std::sin(wave.along_x * knot.x + wave.along_y * knot.y + wave.phase);
    x += wave.push_x * swing;
    y += wave.push_y * swing;
  }
  return {hand.matrix[0] * x + hand.matrix[1] * y, hand.matrix[2] * x + hand.matrix[3] * y,
          hand.pressure_from + along * (hand.pressure_to - hand.pressure_from)};
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
  for (std::size_t s = 0; s < way.one.size(); ++s) {
    const std::vector<Knot> curve = spline(random_knots(way.one[s], way.another[s], hand, random));
    Stroke stroke;
    for (std::size_t i = 0; i < curve.size(); ++i)
      stroke.points.push_back(
          written(curve[i], hand, static_cast<float>(i) / static_cast<float>(curve.size() - 1)));
    drawing.strokes.push_back(std::move(stroke));
  }
  return drawing;
}

std::shared_ptr<const Samples> generated_digits(std::size_t size, std::uint64_t seed) {
  return std::make_shared<GeneratedDigits>(size, seed);
}

}  // namespace convlens
