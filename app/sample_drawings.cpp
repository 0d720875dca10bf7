#include "app/sample_drawings.h"

#include <algorithm>
#include <filesystem>

#include "app/guarded.h"
#include "app/resources.h"
#include "core/data/generated.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr int kDigits = 10;
constexpr std::uint64_t kSampleSeed = 7;

}  // namespace

std::vector<Drawing> sample_drawings() {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(resource_folder() / "drawings", none))
    if (entry.path().string().find(".json") != std::string::npos) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Drawing> drawings;
  for (const fs::path& file : files) {
    failure_of([&] {
      const std::vector<Drawing> read = read_drawings(file);
      drawings.insert(drawings.end(), read.begin(), read.end());
    });
  }
  for (int digit = 0; digit < kDigits && files.empty(); ++digit)
    drawings.push_back(generate_digit(digit, kSampleSeed, 0, static_cast<std::uint64_t>(digit)));
  return drawings;
}

}  // namespace convlens::app
