#include "core/data/scribbles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/base/random.h"
#include "core/data/hand.h"
#include "core/data/preprocess.h"
#include "core/data/rasteriser.h"
#include "core/data/sign_skeletons.h"

namespace convlens {
namespace {

constexpr float kHeight = 100;
constexpr int kScribbleSide = 80;  // of the raster, as for generated digits
// A curve of few turns may well be a digit.
constexpr int kFewestKnots = 8, kMostKnots = 16;
constexpr float kLeastJump = 35;  // from knot to knot
constexpr int kFewestTeeth = 6, kMostTeeth = 12;
constexpr float kToothJitter = 7;
constexpr int kFewestStrokes = 4, kMostStrokes = 8;
// Scribbles share the generated digits' stream under a seed that no digit has.
constexpr std::uint64_t kOtherThanDigits = 0x5C21'BB1E'5000'0000;

int between(int low, int high, Random& random) {
  return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

Knot anywhere(Random& random) { return {random.uniform(0, kHeight), random.uniform(0, kHeight)}; }

/// A line that wanders about, back and forth.
std::vector<Knot> curl(Random& random) {
  std::vector<Knot> knots{anywhere(random)};
  const int count = between(kFewestKnots, kMostKnots, random);
  while (static_cast<int>(knots.size()) < count) {
    const Knot next = anywhere(random);
    if (std::hypot(next.x - knots.back().x, next.y - knots.back().y) >= kLeastJump) knots.push_back(next);
  }
  return knots;
}

/// Up and down across a direction, as one shades or crosses out.
std::vector<Knot> zigzag(Random& random) {
  const float angle = random.uniform(0, std::numbers::pi_v<float>), cosine = std::cos(angle),
              sine = std::sin(angle);
  const int teeth = between(kFewestTeeth, kMostTeeth, random);
  const float height = random.uniform(0.3f, 1) * kHeight;
  const bool sharp = random.uniform() < 0.5f;
  std::vector<Knot> knots;
  for (int i = 0; i <= teeth; ++i) {
    const float along =
        kHeight * static_cast<float>(i) / static_cast<float>(teeth) + kToothJitter * random.normal();
    const float across = (i % 2 == 0 ? -height : height) / 2 + kToothJitter * random.normal();
    knots.push_back({cosine * along - sine * across, sine * along + cosine * across, sharp});
  }
  return knots;
}

using Lines = std::vector<std::vector<Knot>>;

Lines several_strokes(Random& random) {
  Lines lines;
  const int count = between(kFewestStrokes, kMostStrokes, random);
  for (int i = 0; i < count; ++i) {
    lines.push_back({anywhere(random), anywhere(random)});
    if (random.uniform() < 0.5f) lines.back().push_back(anywhere(random));
  }
  return lines;
}

Lines sign(bool unseen, Random& random) {
  std::vector<const SignSkeleton*> choice;
  for (const SignSkeleton& skeleton : sign_skeletons())
    if (skeleton.unseen == unseen) choice.push_back(&skeleton);
  return choice[random.below(choice.size())]->strokes;
}

Lines lines_of(ScribbleKind kind, Random& random) {
  switch (kind) {
    case ScribbleKind::curls:
      return {curl(random)};
    case ScribbleKind::hatching:
      return {zigzag(random)};
    case ScribbleKind::strokes:
      return several_strokes(random);
    case ScribbleKind::signs:
      return sign(false, random);
    case ScribbleKind::other_signs:
      break;
  }
  return sign(true, random);
}

}  // namespace

Drawing generate_scribble(ScribbleKind kind, std::uint64_t seed, std::uint64_t epoch, std::uint64_t index) {
  Random random(seed ^ kOtherThanDigits ^ (static_cast<std::uint64_t>(kind) << 32),
                RandomPurpose::generated_digit, epoch, index);
  const Lines lines = lines_of(kind, random);
  const Hand hand = random_hand(random);
  Drawing drawing;
  drawing.width = hand.width;
  for (const std::vector<Knot>& line : lines)
    drawing.strokes.push_back(write_stroke(line, line, hand, random));
  return drawing;
}

void read_scribble(std::uint64_t seed, std::uint64_t epoch, std::uint64_t index, std::span<float> pixels) {
  // Signs are the more like digits: half of all.
  constexpr std::array kKinds{ScribbleKind::signs,    ScribbleKind::curls, ScribbleKind::signs,
                              ScribbleKind::hatching, ScribbleKind::signs, ScribbleKind::strokes};
  const Drawing drawing = generate_scribble(kKinds[index % kKinds.size()], seed, epoch, index);
  const PreparedDigit prepared = prepare_ink(rasterise(drawing, kScribbleSide).ink);
  std::ranges::copy(prepared.pixels.values(), pixels.begin());
}

}  // namespace convlens
