#pragma once
#include <filesystem>

#include "core/model/model.h"

namespace convlens {

/// Opset 13, IR 7; normalisation as the first nodes (Sub, Div), class names and metadata in metadata_props
/// ("class_names" as a JSON list). The same model gives the same bytes. Written whole or not at all.
void save_onnx(const std::filesystem::path& path, const Model& model);

/// Reads what save_onnx writes, and CNN classifiers as exporters write them: opset 6 to 25, the operators of
/// onnx_operators.cpp, shape arithmetic and turned axes folded away. A large file is held in memory twice. Throws
/// Error(file_missing, git_lfs_pointer, html_page, file_broken, not_supported naming operator and node, ...).
Model load_onnx(const std::filesystem::path& path);

}  // namespace convlens
