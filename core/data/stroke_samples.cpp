#include "core/data/stroke_samples.h"

#include <cmath>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/thread_pool.h"
#include "core/data/preprocess.h"

namespace convlens {
namespace {

constexpr int kDigits = 10;
constexpr float kLevels = 255;
constexpr std::size_t kDrawingsATask = 64;

}  // namespace

std::vector<std::string> digit_names() {
  std::vector<std::string> names;
  for (int digit = 0; digit < kDigits; ++digit) names.push_back(std::to_string(digit));
  return names;
}

int digit_label(const Drawing& drawing, const std::string& where) {
  if (!drawing.label || *drawing.label < 0 || *drawing.label >= kDigits)
    throw Error(ErrorKind::file_broken, where,
                drawing.label ? "label " + std::to_string(*drawing.label) : "no \"label\"", "a label from 0 to 9");
  return *drawing.label;
}

std::shared_ptr<const Samples> stroke_samples(const std::filesystem::path& path) {
  return drawing_samples(read_drawings(path), path.string());
}

std::shared_ptr<const Samples> drawing_samples(std::span<const Drawing> drawings, const std::string& subject) {
  if (drawings.empty()) throw Error(ErrorKind::empty_image, subject, "no drawing in it");
  const Shape shape{1, kDigitSide, kDigitSide};
  std::vector<std::int32_t> labels;
  for (std::size_t i = 0; i < drawings.size(); ++i)
    labels.push_back(digit_label(drawings[i], subject + ", drawing " + std::to_string(i + 1)));
  std::vector<std::uint8_t> pixels(drawings.size() * shape.size());
  ThreadPool pool;
  const auto tasks = static_cast<int>((drawings.size() + kDrawingsATask - 1) / kDrawingsATask);
  pool.run(tasks, [&](int task) {
    const std::size_t first = static_cast<std::size_t>(task) * kDrawingsATask;
    for (std::size_t i = first; i < std::min(first + kDrawingsATask, drawings.size()); ++i) {
      const PreparedDigit digit = prepare_drawing(drawings[i]);
      for (std::size_t p = 0; p < shape.size(); ++p)
        pixels[i * shape.size() + p] =
            static_cast<std::uint8_t>(std::lround(digit.pixels.data()[p] * kLevels));
    }
  });
  return std::make_shared<StoredSamples>(shape, std::move(pixels), std::move(labels), digit_names());
}

}  // namespace convlens
