#include "core/data/mnist.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/data/idx.h"

namespace convlens {
namespace fs = std::filesystem;
namespace {

constexpr int kImageRank = 3, kLabelRank = 1;

fs::path require_file(const fs::path& folder, MnistFile file) {
  fs::path path = find_mnist_file(folder, file);
  if (path.empty())
    throw Error(ErrorKind::file_missing, (folder / mnist_file_name(file)).string(),
                "not there, and no .gz of it");
  return path;
}

/// Sides of a picture, as the header gives them; 0 pictures and 0 pixels are no data.
Shape picture_shape(const IdxArray& images, const fs::path& path) {
  constexpr std::uint32_t kMaxSide = 65536;
  const std::uint32_t height = images.dims[1], width = images.dims[2];
  if (images.values.empty() || height > kMaxSide || width > kMaxSide)
    throw Error(ErrorKind::file_broken, path.string(),
                std::to_string(images.dims[0]) + " pictures of " + std::to_string(width) + " x " +
                    std::to_string(height) + " pixels",
                "at least one picture with pixels");
  return {1, static_cast<int>(height), static_cast<int>(width)};
}

}  // namespace

std::string mnist_file_name(MnistFile file) {
  switch (file) {
    case MnistFile::training_images:
      return "train-images-idx3-ubyte";
    case MnistFile::training_labels:
      return "train-labels-idx1-ubyte";
    case MnistFile::test_images:
      return "t10k-images-idx3-ubyte";
    case MnistFile::test_labels:
      break;
  }
  return "t10k-labels-idx1-ubyte";
}

fs::path find_mnist_file(const fs::path& folder, MnistFile file) {
  const std::string dashed = mnist_file_name(file);
  std::string dotted = dashed;
  dotted.replace(dotted.rfind("-idx"), 1, ".");
  for (const std::string& name : {dashed, dotted, dashed + ".gz", dotted + ".gz"}) {
    std::error_code error;
    fs::path path = folder / name;
    if (fs::exists(path, error)) return path;
  }
  return {};
}

bool has_mnist_split(const fs::path& folder, Split split) {
  const bool training = split == Split::training;
  return !find_mnist_file(folder, training ? MnistFile::training_images : MnistFile::test_images).empty() &&
         !find_mnist_file(folder, training ? MnistFile::training_labels : MnistFile::test_labels).empty();
}

std::shared_ptr<const Samples> open_mnist(const fs::path& folder, Split split,
                                          const std::vector<std::string>& class_names) {
  const bool training = split == Split::training;
  const fs::path image_path =
      require_file(folder, training ? MnistFile::training_images : MnistFile::test_images);
  const fs::path label_path =
      require_file(folder, training ? MnistFile::training_labels : MnistFile::test_labels);

  const IdxArray labels = load_idx(label_path, kLabelRank);
  IdxArray images = load_idx(image_path, kImageRank);
  const Shape shape = picture_shape(images, image_path);
  if (labels.dims[0] != images.dims[0])
    throw Error(
        ErrorKind::file_broken, label_path.string(), std::to_string(labels.dims[0]) + " labels",
        std::to_string(images.dims[0]) + ", one for each picture of " + image_path.filename().string());
  const auto largest = std::max_element(labels.values.begin(), labels.values.end());
  if (*largest >= class_names.size())
    throw Error(
        ErrorKind::file_broken, label_path.string(),
        "label " + std::to_string(*largest) + " at index " + std::to_string(largest - labels.values.begin()),
        "labels from 0 to " + std::to_string(class_names.size() - 1));
  return std::make_shared<StoredSamples>(
      shape, std::move(images.values), std::vector<std::int32_t>(labels.values.begin(), labels.values.end()),
      class_names);
}

const std::vector<std::string>& digit_class_names() {
  static const std::vector<std::string> names = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  return names;
}

const std::vector<std::string>& fashion_class_names() {
  static const std::vector<std::string> names = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                                 "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
  return names;
}

}  // namespace convlens
