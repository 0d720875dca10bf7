#include <algorithm>
#include <filesystem>
#include <vector>

#include "core/data/generated.h"
#include "core/data/preprocess.h"
#include "core/data/rasteriser.h"
#include "core/data/scribbles.h"
#include "core/formats/onnx.h"
#include "core/model/no_class.h"
#include "core/training/evaluate.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

constexpr std::size_t kPictures = 500;
constexpr std::uint64_t kSeed = 4711;  // no training of ours has it

const Model& shipped_digits() {
  static const Model model =
      load_onnx(std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources" / "models" / "digits.onnx");
  return model;
}

/// Drawings, through the draw pad's preprocessing.
class Drawn final : public Samples {
 public:
  explicit Drawn(std::vector<Drawing> drawings) : drawings_(std::move(drawings)) {}
  std::size_t size() const override { return drawings_.size(); }
  Shape shape() const override { return {1, kDigitSide, kDigitSide}; }
  const std::vector<std::string>& class_names() const override { return shipped_digits().class_names; }
  int label(std::size_t index) const override { return drawings_[index].label.value_or(0); }
  void read(std::size_t index, std::uint64_t, std::span<float> pixels) const override {
    std::ranges::copy(prepare_drawing(drawings_[index]).pixels.values(), pixels.begin());
  }

 private:
  std::vector<Drawing> drawings_;
};

Evaluation ask(const Samples& samples) {
  ThreadPool pool(2);
  return *evaluate(shipped_digits(), samples, pool);
}

std::vector<Drawing> scribbles(ScribbleKind kind) {
  std::vector<Drawing> drawings;
  for (std::size_t i = 0; i < kPictures; ++i) drawings.push_back(generate_scribble(kind, kSeed, 0, i));
  return drawings;
}

double caught(ScribbleKind kind) {
  const Evaluation result = ask(Drawn(scribbles(kind)));
  REQUIRE(result.no_class);
  return static_cast<double>(*result.no_class) / static_cast<double>(result.count);
}

}  // namespace

TEST_CASE(
    "The shipped network reads generated digits with an honest confidence and hardly ever refuses one") {
  const Evaluation result = ask(*generated_digits(2 * kPictures, kSeed));
  CHECK(result.accuracy() > 0.98);
  CHECK(result.calibration_error < 0.02);
  REQUIRE(result.no_class);
  CHECK(static_cast<double>(*result.no_class) / static_cast<double>(result.count) < 0.015);
}

TEST_CASE("Scribbles and letters are no digits to the shipped network") {
  CHECK(caught(ScribbleKind::curls) > 0.95);
  CHECK(caught(ScribbleKind::hatching) > 0.95);
  CHECK(caught(ScribbleKind::strokes) > 0.95);
  CHECK(caught(ScribbleKind::signs) > 0.95);
}

TEST_CASE("Two thirds of letters and signs that it was never shown are no digits to it either") {
  CHECK(caught(ScribbleKind::other_signs) > 0.65);
}

TEST_CASE("The shipped digits are read whatever the pen") {
  const std::filesystem::path folder = std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources" / "drawings";
  for (const float part : {0.03f, 0.08f, 0.15f, 0.22f}) {
    std::vector<Drawing> drawings;
    for (int digit = 0; digit < 10; ++digit) {
      Drawing drawing = read_drawings(folder / ("digit-" + std::to_string(digit) + ".json")).front();
      drawing.width.reset();
      drawing.width = static_cast<float>(pen_width(drawing) / kDefaultWidth) * part;
      drawings.push_back(drawing);
    }
    CAPTURE(part);
    const Evaluation result = ask(Drawn(drawings));
    CHECK(result.correct == 10);
    CHECK(result.no_class == 0u);
  }
}
