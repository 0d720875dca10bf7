#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/input_memory.h"
#include "core/base/progress.h"
#include "core/model/model.h"

namespace convlens::app {

/// A network as it is to be shown.
struct OpenedModel {
  std::shared_ptr<const Model> model;
  bool trained = false;  ///< false: random weights, of a preset that ships without
  /// digest_of() its files where they do not say how its input is; else empty.
  std::string digest = {};
  /// What was answered about those bytes, and is built into the model; none: to be asked.
  std::optional<InputAnswer> answer = std::nullopt;
};

/// Opens a preset or an .onnx file; one that does not say how its input is, as it was described last time.
/// Progress as open_onnx tells it, a third of it for the digest; none: stopped. Throws open_structure's
/// errors.
std::optional<OpenedModel> open_as_described(const std::string& word, const InputMemory& memory,
                                             const std::stop_token& stop = {},
                                             const ProgressCallback& progress = {});

/// SHA-256 of the bytes of files one after another, read in pieces; of a network's (OnnxFile::files), so that
/// it is another one where weights beside the model's file are. None: stopped. Throws Error(file_missing,
/// file_unreadable).
std::optional<std::string> digest_of(const std::vector<std::filesystem::path>& files,
                                     const std::stop_token& stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens::app
