#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace convlens {

/// A list of class names: a JSON list of texts, or a name a line (empty lines are passed over). Throws
/// read_file's errors.
std::vector<std::string> read_class_names(const std::filesystem::path& file);

}  // namespace convlens
