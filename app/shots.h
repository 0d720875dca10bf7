#pragma once
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace convlens::app {

/// Pictures of the window in its main states, after real work (a drawn digit answered, a training half-way), drawn on
/// the offscreen platform with a QApplication of its own. Needs no display; leaves the user's settings and data alone.
/// Creates the folder. `drawn` is told each file as soon as it is there. Returns the files; fewer when stopped.
/// Throws Error(file_unwritable, disk_full).
std::vector<std::filesystem::path> draw_shots(const std::filesystem::path& folder, std::stop_token stop = {},
                                              const std::function<void(const std::filesystem::path&)>& drawn = {});

}  // namespace convlens::app
