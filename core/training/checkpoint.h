#pragma once
#include <filesystem>
#include <string>

#include "core/training/history.h"
#include "core/training/trainer.h"

namespace convlens {

/// A training run at rest: enough to go on with the same bits.
struct Checkpoint {
  Model model;  ///< parameters are the state's
  TrainingOptions options;
  TrainingState state;
  std::string data;  ///< the data set's word (CLI.md)
  TrainingHistory history = {};
};

/// safetensors with the graph, options and data set as JSON in its metadata; written whole or not at all.
void save_checkpoint(const std::filesystem::path& path, const Checkpoint& checkpoint);
/// Throws Error(file_missing, file_broken, ...).
Checkpoint load_checkpoint(const std::filesystem::path& path);

}  // namespace convlens
