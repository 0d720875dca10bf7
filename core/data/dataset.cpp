#include "core/data/dataset.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/data/as_drawings.h"
#include "core/data/cifar10.h"
#include "core/data/dataset_places.h"
#include "core/data/folder.h"
#include "core/data/generated.h"
#include "core/data/mixed.h"
#include "core/data/mnist.h"
#include "core/data/stroke_samples.h"

namespace convlens {
namespace fs = std::filesystem;
namespace {

/// The test pictures of `generated` are the same whatever the seed of the training.
constexpr std::uint64_t kGeneratedTestSeed = 0x7E57'D161'7500'0001;

/// MNIST's training pictures and half as many generated ones; its test split is MNIST's.
constexpr const char* kMixture = "mnist+generated";

enum class PlaceUse { none, optional, required };
struct Kind {
  const char* name;
  const char* form;
  PlaceUse place;
};
constexpr std::array kKinds = {
    Kind{"generated", "generated", PlaceUse::none},
    Kind{"mnist", "mnist[:DIR]", PlaceUse::optional},
    Kind{kMixture, "mnist+generated[:DIR]", PlaceUse::optional},
    Kind{"fashion", "fashion[:DIR]", PlaceUse::optional},
    Kind{"cifar10", "cifar10[:DIR]", PlaceUse::optional},
    Kind{"folder", "folder:DIR", PlaceUse::required},
    Kind{"strokes", "strokes:FILE", PlaceUse::required},
};

const Kind& find_kind(const std::string& name, const std::string& word) {
  const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& k) { return name == k.name; });
  if (kind != kKinds.end()) return *kind;
  std::string forms;
  for (const Kind& k : kKinds) forms += (forms.empty() ? "" : ", ") + std::string(k.form);
  throw Error(ErrorKind::unknown_name, word, "not a data set", forms);
}

bool has_split(const std::string& kind, const fs::path& folder, Split split) {
  return kind == "cifar10" ? has_cifar10(folder) : has_mnist_split(folder, split);
}

/// The folder named, or the first of the usual places that has the split.
fs::path find_place(const DatasetName& name, Split split) {
  std::error_code error;
  if (!name.place.empty()) {
    if (!fs::exists(name.place, error))
      throw Error(ErrorKind::file_missing, name.place.string(), "no such folder");
    if (!fs::is_directory(name.place, error))
      throw Error(ErrorKind::file_unreadable, name.place.string(), "a file",
                  "the folder that holds the files");
    return name.place;
  }
  std::string looked_at;
  for (const fs::path& place : dataset_places(name.kind)) {
    if (has_split(name.kind, place, split)) return place;
    looked_at += (looked_at.empty() ? "" : ", ") + place.string();
  }
  throw Error(ErrorKind::no_data, name.kind, "its files are in none of the usual places", looked_at);
}

std::shared_ptr<const Samples> open_images(const DatasetName& name, Split split) {
  if (name.kind == "mnist" || name.kind == kMixture)
    return open_mnist(find_place(name, split), split, digit_class_names());
  if (name.kind == "fashion") return open_mnist(find_place(name, split), split, fashion_class_names());
  return open_cifar10(find_place(name, split), split);
}

/// Preprocessing a folder's pictures at their own size, not at the model's: strokes stay crisp.
FitPicture fitting(const OpenOptions& options) {
  if (options.as_drawings)
    return [ink = *options.as_drawings](const Image& image) {
      const PreparedDigit prepared = prepare_image(image, ink);
      return std::vector<float>(prepared.pixels.values().begin(), prepared.pixels.values().end());
    };
  return [shape = options.shape](const Image& image) {
    const Tensor<float> fitted = fitted_pixels(image, shape);
    return std::vector<float>(fitted.values().begin(), fitted.values().end());
  };
}

}  // namespace

DatasetName DatasetName::parse(const std::string& word) {
  const std::size_t colon = word.find(':');
  DatasetName name{word.substr(0, colon), colon == std::string::npos ? "" : word.substr(colon + 1)};
  const Kind& kind = find_kind(name.kind, word);
  if (kind.place == PlaceUse::none && colon != std::string::npos)
    throw Error(ErrorKind::bad_value, "data set", word, kind.form);
  if (kind.place == PlaceUse::required && name.place.empty())
    throw Error(ErrorKind::bad_value, "data set", word, kind.form);
  name.place = expand_home(name.place);
  return name;
}

std::string DatasetName::word() const { return place.empty() ? kind : kind + ":" + place.string(); }

std::shared_ptr<const Samples> open_dataset(const DatasetName& name, Split split,
                                            const OpenOptions& options) {
  find_kind(name.kind, name.word());
  if (name.kind == "generated")
    return split == Split::training ? generated_digits(kGeneratedTraining, options.seed)
                                    : generated_digits(kGeneratedTest, kGeneratedTestSeed);
  if (name.kind == "strokes") return stroke_samples(name.place);
  if (name.kind == "folder") {
    const Shape shape = options.as_drawings ? Shape{1, 28, 28} : options.shape;
    return open_folder(name.place, split, shape, options.class_names, fitting(options));
  }
  std::shared_ptr<const Samples> samples = open_images(name, split);
  if (options.as_drawings) samples = as_drawings(std::move(samples), *options.as_drawings);
  if (name.kind == kMixture && split == Split::training)
    samples = joined(samples, generated_digits(samples->size() / 2, options.seed));
  return samples;
}

std::string data_without_place(const std::string& word) {
  const DatasetName name = DatasetName::parse(word);
  if (name.kind != "folder" && name.kind != "strokes") return name.kind;
  const auto place = name.place.has_filename() ? name.place : name.place.parent_path();
  return name.kind + ":" + place.filename().string();
}

bool dataset_present(const DatasetName& name) {
  std::error_code error;
  if (name.kind == "generated") return true;
  if (name.kind == "folder") return fs::is_directory(name.place, error);
  if (name.kind == "strokes") return fs::is_regular_file(name.place, error);
  const std::vector<fs::path> places =
      name.place.empty() ? dataset_places(name.kind) : std::vector{name.place};
  return std::any_of(places.begin(), places.end(),
                     [&](const fs::path& place) { return has_split(name.kind, place, Split::training); });
}

}  // namespace convlens
