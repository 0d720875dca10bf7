#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace convlens {

/// Writes the file whole or not at all: a dot-prefixed temporary in the same folder, every write's length checked,
/// synced, read back and compared, renamed over the old file, and the folder synced.
/// A link is followed; the old file's permissions are kept. The folder must exist.
/// Throws Error(disk_full, file_unwritable); the old file is then untouched and the temporary gone.
void write_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);
void write_file(const std::filesystem::path& path, std::string_view text);

/// Gives a finished file of the same folder its name: syncs it, renames it over `path`, syncs the folder.
/// Throws Error(disk_full, file_unwritable).
void adopt_file(const std::filesystem::path& finished, const std::filesystem::path& path);

/// The whole file; at most `limit` bytes. Throws Error(file_missing, file_unreadable, file_too_large).
std::vector<std::uint8_t> read_file(const std::filesystem::path& path, std::uint64_t limit);
/// Throws Error(git_lfs_pointer or html_page) when that is what the bytes are: the commonest broken "models".
void refuse_impostors(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

/// The system's reason (an errno value) for a failed write or read, as the Error that says so.
Error write_failure(const std::filesystem::path& path, int system_error);
Error read_failure(const std::filesystem::path& path, int system_error);

}  // namespace convlens
