#include "app/cli/outputs.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/formats/npy.h"
#include "core/formats/png.h"

namespace convlens::app {

namespace fs = std::filesystem;

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw write_failure(folder, error.value());
  // create_directories says nothing of a file of that name.
  if (!fs::is_directory(folder, error)) throw write_failure(folder, ENOTDIR);
}

void require_writable(const fs::path& file) {
  std::error_code error;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) throw write_failure(file, ENOENT);
  if (fs::is_directory(file, error)) throw write_failure(file, EISDIR);
  if (fs::exists(file, error) && !fs::is_regular_file(file, error))
    throw Error(ErrorKind::file_unwritable, file.string(), "it is a device or pipe, not a file");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) throw write_failure(file, errno);
}

std::string file_stem(const std::string& layer) {
  std::string stem = layer;
  std::replace(stem.begin(), stem.end(), '/', '_');
  return stem;
}

std::string FileStems::take(const std::string& layer) {
  const std::string wish = file_stem(layer);
  std::string stem = wish;
  for (int copy = 2; !taken_.insert(stem).second; ++copy) stem = wish + "_" + std::to_string(copy);
  return stem;
}

void save_picture(const fs::path& path, const Pixels& pixels) {
  save_png(path, pixels.width, pixels.height, pixels.rgba);
}

std::vector<float> chw_of(const Tensor<float>& sample, int n) {
  std::vector<float> values(sample.shape().size());
  to_chw(sample.view().sample(n), sample.shape(), values.data());
  return values;
}

void save_chw(const fs::path& path, const Tensor<float>& sample) {
  const Shape& shape = sample.shape();
  const std::int64_t dims[] = {shape.channels, shape.height, shape.width};
  save_npy(path, dims, chw_of(sample));
}

ColourMap scale_for(std::span<const float> values) {
  const bool is_signed = std::any_of(values.begin(), values.end(), [](float value) { return value < 0; });
  return is_signed ? ColourMap::diverging : ColourMap::sequential;
}

}  // namespace convlens::app
