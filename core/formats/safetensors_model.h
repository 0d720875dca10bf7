#pragma once
#include <filesystem>

#include "core/model/model.h"

namespace convlens {

/// The weights as LAYER.PARAMETER in the order of figures (out, in/groups, kh, kw; out, in) as float32, with class names,
/// normalisation and metadata in the header; and beside it architecture_file(path): the network that they belong to,
/// as JSON. The JSON first: weights without their network are of little use. Throws Error(disk_full, file_unwritable).
void save_safetensors_model(const std::filesystem::path& path, const Model& model);

/// The same model again, bit for bit. Throws load_safetensors' errors, Error(file_missing) without the JSON beside it,
/// and Error(file_broken, shape_mismatch) where the two do not fit.
Model load_safetensors_model(const std::filesystem::path& path);

/// weights.safetensors -> weights.architecture.json
std::filesystem::path architecture_file(const std::filesystem::path& weights);

}  // namespace convlens
