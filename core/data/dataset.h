#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/preprocess.h"
#include "core/data/samples.h"

namespace convlens {

enum class Split { training, test };

/// A data set as it is named everywhere (CLI.md): "mnist", "mnist:DIR", "folder:DIR", "strokes:FILE", ...
struct DatasetName {
  std::string kind;
  std::filesystem::path place;  ///< empty where none was given

  /// A leading "~/" of the place is the home folder. Throws Error(unknown_name) listing the data sets, and
  /// Error(bad_value) where a place is missing (folder, strokes) or makes no sense (generated).
  static DatasetName parse(const std::string& word);
  std::string word() const;
};

/// A data set's word without the folders above its file or folder: the same on any machine.
std::string data_without_place(const std::string& word);

struct OpenOptions {
  Shape shape{1, 28, 28};               ///< the model's input: folders of images are brought to it
  std::vector<std::string> class_names; ///< the model's, to match folder names by
  std::uint64_t seed = 1;               ///< generated digits
  /// Sends images through the draw pad's preprocessing (`--as drawings`); the shape is then 1x28x28. Drawings
  /// (generated, strokes) have been through it already.
  std::optional<InkSide> as_drawings = std::nullopt;
};

/// Opens one split only: nothing of the other split's files is even looked at.
/// Throws Error with the file and the reason (no_data lists the places that were searched).
std::shared_ptr<const Samples> open_dataset(const DatasetName& name, Split split, const OpenOptions& options);

/// Where `mnist` and `fashion` without a folder are looked for, in order; the first is where downloads go
/// ($XDG_DATA_HOME/convlens/mnist or ~/.local/share/convlens/mnist), then $CONVLENS_DATA/mnist, then, for fashion,
/// where Debian's dataset-fashion-mnist puts it. Likewise cifar10. Empty for the other kinds.
std::vector<std::filesystem::path> dataset_places(const std::string& kind);
/// Whether all files of the training split are there (the window's default choice: mnist, else generated).
bool dataset_present(const DatasetName& name);

}  // namespace convlens
