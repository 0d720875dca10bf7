#pragma once
#include <filesystem>
#include <memory>

#include "core/data/samples.h"

namespace convlens {

/// The `strokes:FILE` data set: every line's drawing through prepare_drawing, 1x28x28, classes "0" to "9".
/// Throws Error(file_broken) naming file and line where a line cannot be read or has no label 0..9,
/// Error(no_data) for a file without lines.
std::shared_ptr<const Samples> stroke_samples(const std::filesystem::path& path);

}  // namespace convlens
