#pragma once
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace convlens::test {

/// Public data beside the project ($CONVLENS_SHARED, else ../shared), e.g. shared_data("data/mnist"); none where it
/// is absent: the test then says so with WARN and returns.
inline std::optional<std::filesystem::path> shared_data(const std::string& place) {
  const char* named = std::getenv("CONVLENS_SHARED");
  const std::filesystem::path shared =
      named != nullptr && *named != '\0' ? std::filesystem::path(named)
                                         : std::filesystem::path(CONVLENS_SOURCE_DIR).parent_path() / "shared";
  std::error_code error;
  const std::filesystem::path path = shared / place;
  if (!std::filesystem::exists(path, error)) return std::nullopt;
  return path;
}

}  // namespace convlens::test
