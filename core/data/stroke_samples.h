#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/data/samples.h"
#include "core/data/strokes.h"

namespace convlens {

/// The `strokes:FILE` data set: every line's drawing through prepare_drawing, 1x28x28, classes "0" to "9".
/// Throws Error(file_broken) naming file and line where a line cannot be read or has no label 0..9,
/// Error(no_data) for a file without lines.
std::shared_ptr<const Samples> stroke_samples(const std::filesystem::path& path);
/// The same of drawings in memory; `subject` is what an Error names.
std::shared_ptr<const Samples> drawing_samples(std::span<const Drawing> drawings, const std::string& subject);

/// The classes of drawings: "0" to "9".
std::vector<std::string> digit_names();
/// A drawing's label. Throws Error(file_broken) naming `where`, if it is none of 0..9 or missing.
int digit_label(const Drawing& drawing, const std::string& where);

}  // namespace convlens
