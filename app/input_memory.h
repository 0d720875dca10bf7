#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "core/model/input_description.h"

namespace convlens::app {

/// What users answered about the inputs of other people's networks, by the SHA-256 of the model file's bytes,
/// in one JSON file of the user's, so that nobody is asked twice about the same bytes, whatever the file is
/// called. Any thread; several windows may write at once: each adds to what is there under a lock beside the
/// file.
class InputMemory {
 public:
  explicit InputMemory(std::filesystem::path file);

  /// None where it was never answered, and where the file cannot be read: then one is asked again.
  std::optional<InputAnswer> find(const std::string& digest) const;
  /// The folder is created. A file that is no list of answers is kept aside, under another name. Throws
  /// Error(disk_full, file_unwritable).
  void remember(const std::string& digest, const InputAnswer& answer);

 private:
  std::filesystem::path file_;
};

/// input-descriptions.json in the user's own folder.
std::filesystem::path input_memory_file();

}  // namespace convlens::app
