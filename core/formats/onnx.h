#pragma once
#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/model/model.h"

namespace convlens {

/// Opset 13, IR 7; normalisation as the first nodes (Sub, Div), class names and metadata in metadata_props
/// ("class_names" as a JSON list). The same model gives the same bytes. Written whole or not at all.
void save_onnx(const std::filesystem::path& path, const Model& model);

/// A network, and what it was read from.
struct OnnxFile {
  Model model;
  /// The model's own file, then those beside it that its weights lie in, in the order in which it names them.
  std::vector<std::filesystem::path> files;
};

/// Reads what save_onnx writes, and CNN classifiers as exporters write them: opset 1 to 25, the operators of
/// onnx_operators.cpp, shape arithmetic and turned axes folded away. A large file is held in memory twice.
/// Progress is in bytes, read and then laid out as weights; none: stopped. Throws Error(file_missing,
/// git_lfs_pointer, html_page, file_broken, not_supported naming operator and node, ...).
std::optional<OnnxFile> open_onnx(const std::filesystem::path& path, std::stop_token stop,
                                  const ProgressCallback& progress = {});
/// The same, waited for to its end.
Model load_onnx(const std::filesystem::path& path);

}  // namespace convlens
