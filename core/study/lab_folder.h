#pragma once
#include <filesystem>
#include <optional>

#include "core/base/folder_lock.h"
#include "core/study/lab_state.h"
#include "core/training/checkpoint.h"

namespace convlens {

/// Where a lab is kept: lab.json with its settings, written once, and for each variant that has begun one
/// file variant-NN.safetensors, a checkpoint with the variant's progress beside the weights. Each is written
/// whole or not at all, and a variant's weights and progress together: whenever the program is killed, what
/// is there fits.
class LabFolder {
 public:
  explicit LabFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const std::filesystem::path& path() const { return folder_; }
  bool exists() const;
  /// Throws Error(file_missing, file_broken).
  LabSettings settings() const;
  /// Begins a lab, or goes on with the one that is there. Throws Error(bad_value) that names what differs
  /// where it is another one, Error(file_unwritable).
  void claim(const LabSettings& settings) const;

  /// What is kept of a variant; none where it has not begun. Throws Error(file_broken).
  struct Kept {
    Checkpoint checkpoint;  ///< its model without what the lab adds to the metadata
    LabProgress progress;
    std::int64_t total_steps = 0;
  };
  std::optional<Kept> load(std::size_t variant) const;
  void save(std::size_t variant, Checkpoint checkpoint, const LabProgress& progress,
            std::int64_t total_steps) const;

  /// For whoever writes into it; makes the folder. Throws Error(bad_value) where another window or command
  /// holds it.
  FolderLock lock() const;
  /// The whole lab, to be shown. Throws as the others do.
  LabState state() const;
  /// The lab goes; other files of the folder stay.
  void clear() const;

 private:
  std::filesystem::path file_of(std::size_t variant) const;

  std::filesystem::path folder_;
};

}  // namespace convlens
