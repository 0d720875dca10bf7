#pragma once
#include <filesystem>

namespace convlens {

/// "~" and "~/..." with the user's home folder; anything else as it is (shells do not expand it behind a colon).
std::filesystem::path expand_home(const std::filesystem::path& path);

}  // namespace convlens
