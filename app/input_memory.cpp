#include "app/input_memory.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/resources.h"
#include "core/base/file.h"
#include "core/base/file_lock.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t kLargestFile = 1 << 26;
constexpr const char* kModels = "models";

/// Null where the bytes are no list of answers.
json read_answers(const fs::path& file) {
  const auto bytes = read_file(file, kLargestFile);
  json content = json::parse(bytes.begin(), bytes.end(), nullptr, false);
  const bool whole = content.is_object() && content.contains(kModels) && content[kModels].is_object();
  return whole ? content : json();
}

json to_json(const InputAnswer& answer) {
  return {{"pixels", answer.range},
          {"order", answer.blue_first ? "bgr" : "rgb"},
          {"classes", answer.class_names}};
}

/// None where somebody edited it into something else.
std::optional<InputAnswer> from_json(const json& entry) {
  try {
    InputAnswer answer{.range = entry.at("pixels").get<std::string>(),
                       .blue_first = entry.at("order").get<std::string>() == "bgr",
                       .class_names = entry.at("classes").get<std::vector<std::string>>()};
    const auto ranges = input_ranges();
    if (std::find(ranges.begin(), ranges.end(), answer.range) != ranges.end()) return answer;
  } catch (const json::exception&) {
  }
  return std::nullopt;
}

}  // namespace

InputMemory::InputMemory(fs::path file) : file_(std::move(file)) {}

std::optional<InputAnswer> InputMemory::find(const std::string& digest) const {
  std::error_code ignored;
  if (!fs::exists(file_, ignored)) return std::nullopt;
  try {
    const json content = read_answers(file_);
    if (content.is_null() || !content[kModels].contains(digest)) return std::nullopt;
    return from_json(content[kModels][digest]);
  } catch (const Error&) {
    return std::nullopt;
  }
}

void InputMemory::remember(const std::string& digest, const InputAnswer& answer) {
  std::error_code failed;
  fs::create_directories(file_.parent_path(), failed);
  if (failed) throw write_failure(file_, failed.value());
  const FileLock lock(file_);
  json content = {{kModels, json::object()}};
  std::error_code ignored;
  if (fs::exists(file_, ignored)) {
    json there = read_answers(file_);
    if (there.is_null())
      fs::rename(file_, file_.string() + ".broken", ignored);
    else
      content = std::move(there);
  }
  content[kModels][digest] = to_json(answer);
  write_file(file_, content.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

fs::path input_memory_file() { return user_data_folder() / "input-descriptions.json"; }

}  // namespace convlens::app
