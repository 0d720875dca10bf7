#pragma once
#include <filesystem>

#include "core/figures/figure.h"

namespace convlens::app {

/// Makes the folder and those above it; throws Error(file_unwritable) where that fails.
void make_folder(const std::filesystem::path& folder);
/// Refuses, before any work, a file that could not be written at the end: Error(file_unwritable) for a
/// missing folder, a folder of that name, or one without permission.
void require_writable(const std::filesystem::path& file);

/// A trained network is saved as ONNX: WrongUsage for a file of another ending.
void require_onnx_name(const std::filesystem::path& file);

/// Each file whole or not at all; makes the folder. One that cannot be written leaves those before it.
void save_figure(const std::filesystem::path& folder, const FigureFiles& files);

}  // namespace convlens::app
