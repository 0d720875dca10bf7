#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/progress.h"

namespace convlens {

/// GET `url` (http or https, redirects followed) into `part`, going on where that file ends. A server that
/// ignores the range, or answers with another one, makes the part begin anew. progress: bytes of this file;
/// total is 0 while unknown. Returns false when stopped, within 100 ms; the part stays. Throws Error(network)
/// naming the address and the reason (also: no connection for 15 s, no byte for 30 s, more than `limit`
/// bytes), Error(disk_full, file_unwritable), also when another program is writing the same part.
bool fetch_resumable(const std::string& url, const std::filesystem::path& part, std::uint64_t limit,
                     std::stop_token stop, const ProgressCallback& progress);

}  // namespace convlens
