#pragma once
#include <filesystem>

#include "core/study/film.h"
#include "core/training/trainer.h"

namespace convlens::app {

/// A training's snapshots as models of their own, "step-0000120.onnx", each with its "step" in the metadata.
class SnapshotFolder {
 public:
  /// folder: empty: nothing is kept; made if it is not there. every: steps; 0: as many as a film holds.
  /// Throws Error(file_unwritable).
  SnapshotFolder(std::filesystem::path folder, std::int64_t every, const Trainer& trainer);
  /// To be called before the first and after each step: saves the steps that are wanted, the first and the last.
  void look();

 private:
  std::filesystem::path folder_;
  std::int64_t every_, first_;
  const Trainer& trainer_;
};

/// The snapshots of a folder in the order of their steps; other models in it are passed over. Throws Error(bad_value)
/// where there is none, Error(shape_mismatch) where they are not of one network, and load_onnx's errors.
Film load_film(const std::filesystem::path& folder);

}  // namespace convlens::app
