#include "tests/cli/samples.h"

#include <cmath>
#include <fstream>
#include <vector>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/data/generated.h"
#include "core/formats/onnx.h"
#include "core/model/presets.h"
#include "tests/data/idx_files.h"

namespace convlens::test {
namespace {

constexpr std::uint32_t kSide = 28;
constexpr const char* kTestFiles[] = {"t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};

void save_split(const fs::path& folder, const std::string& stem, int count, std::uint64_t seed) {
  const auto digits = generated_digits(static_cast<std::size_t>(count), seed);
  std::vector<std::uint8_t> pixels, labels;
  std::vector<float> picture(kSide * kSide);
  for (std::size_t i = 0; i < digits->size(); ++i) {
    digits->read(i, 0, picture);
    for (const float value : picture) pixels.push_back(static_cast<std::uint8_t>(std::lround(value * 255)));
    labels.push_back(static_cast<std::uint8_t>(digits->label(i)));
  }
  const auto n = static_cast<std::uint32_t>(count);
  write_file(folder / (stem + "-images-idx3-ubyte"), idx({n, kSide, kSide}, pixels));
  write_file(folder / (stem + "-labels-idx1-ubyte"), idx({n}, labels));
}

}  // namespace

std::string small_mnist(const fs::path& folder) {
  fs::create_directories(folder);
  save_split(folder, "train", kTrainingDigits, 1);
  save_split(folder, "t10k", kTestDigits, 2);
  return "mnist:" + folder.string();
}

void ruin_test_split(const fs::path& folder) {
  Random random(3, RandomPurpose::test);
  for (const char* name : kTestFiles) {
    std::vector<std::uint8_t> noise(fs::file_size(folder / name));
    for (std::uint8_t& byte : noise) byte = static_cast<std::uint8_t>(random.below(256));
    write_file(folder / name, noise);
  }
}

std::string random_lenet5(const fs::path& folder) {
  const fs::path path = folder / "lenet5.onnx";
  save_onnx(path, initialised_model(find_preset("lenet5")->build(), 1));
  return path.string();
}

std::string small_picture(const fs::path& folder) {
  const fs::path path = folder / "picture.pgm";
  std::string text = "P5 28 28 255\n";
  for (int y = 0; y < 28; ++y)
    for (int x = 0; x < 28; ++x) text += static_cast<char>(y > 4 && y < 24 && x > 12 && x < 16 ? 255 : 0);
  write_text(path, text);
  return path.string();
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace convlens::test
