#pragma once
#include <memory>
#include <optional>
#include <string>

#include "app/input_memory.h"
#include "core/model/model.h"

namespace convlens::app {

/// A network as it is to be shown.
struct OpenedModel {
  std::shared_ptr<const Model> model;
  bool trained = false;  ///< false: random weights, of a preset that ships without
  /// SHA-256 of the file's bytes where the file itself does not say how its input is; else empty.
  std::string digest = {};
  /// What was answered about those bytes, and is built into the model; none: to be asked.
  std::optional<InputAnswer> answer = std::nullopt;
};

/// Opens a preset or an .onnx file; one that does not say how its input is, as it was described last time.
/// Throws load_structure's errors.
OpenedModel open_as_described(const std::string& word, const InputMemory& memory);

/// SHA-256 of a file, read in pieces. Throws Error(file_missing, file_unreadable).
std::string file_digest(const std::string& path);

}  // namespace convlens::app
