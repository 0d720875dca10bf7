#include "core/data/hand.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/data/spline.h"

namespace convlens {
namespace {

constexpr float kHeight = 100, kMiddle = 33;  // of the skeletons
constexpr float kMixtureMargin = 0.3f;
constexpr float kSloppinessLow = 1.2f, kSloppinessHigh = 5.5f;
constexpr float kBalance = 0.22f, kBalanceLimit = 0.6f, kTaper = 0.25f;
constexpr float kProportionMean = 0.1f, kProportion = 0.24f;  // of the logarithm
constexpr float kSlantMean = 0.2f, kSlantSpread = 0.27f, kSlantLimit = 0.85f;
constexpr float kTurn = 0.13f;                              // radians
constexpr float kShortestWave = 0.4f, kLongestWave = 1.3f;  // waves over the height
constexpr float kPush = 3.6f;
constexpr float kPenMedian = 14, kPenSpread = 0.42f, kPenThinnest = 5, kPenThickest = 32;
constexpr float kLightestEnd = 0.72f;

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

}  // namespace

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

Stroke write_stroke(const std::vector<Knot>& one, const std::vector<Knot>& another, const Hand& hand,
                    Random& random) {
  const std::vector<Knot> curve = spline(random_knots(one, another, hand, random));
  Stroke stroke;
  for (std::size_t i = 0; i < curve.size(); ++i)
    stroke.points.push_back(
        written(curve[i], hand, static_cast<float>(i) / static_cast<float>(curve.size() - 1)));
  return stroke;
}

}  // namespace convlens
