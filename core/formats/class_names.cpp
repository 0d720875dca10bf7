#include "core/formats/class_names.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/file.h"

namespace convlens {
namespace {

constexpr std::uint64_t kLargestList = 1 << 22;

}  // namespace

std::vector<std::string> read_class_names(const std::filesystem::path& file) {
  const auto bytes = read_file(file, kLargestList);
  const std::string text(bytes.begin(), bytes.end());
  const auto list = nlohmann::json::parse(text, nullptr, false);
  if (list.is_array() &&
      std::all_of(list.begin(), list.end(), [](const auto& name) { return name.is_string(); }))
    return list.get<std::vector<std::string>>();
  std::vector<std::string> names;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string name = text.substr(at, end - at);
    if (!name.empty() && name.back() == '\r') name.pop_back();
    if (!name.empty()) names.push_back(std::move(name));
    at = end + 1;
  }
  return names;
}

}  // namespace convlens
