#include "core/study/lab_folder.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/study/lab_json.h"

namespace convlens {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kSettings = "lab.json";
constexpr const char* kVariantEnding = ".safetensors";
constexpr std::uint64_t kLargestSettings = 16 << 20;
// In the metadata of a variant's checkpoint.
constexpr const char* kProgress = "lab_progress";
constexpr const char* kTotalSteps = "lab_total_steps";
constexpr const char* kWritten = "what ConvLens wrote";

/// The first setting that differs, as "epochs 2"; empty: none does.
std::string difference(const Json& kept, const Json& wanted, std::string& of_wanted) {
  for (const auto& [name, value] : wanted.items()) {
    if (kept.contains(name) && kept.at(name) == value) continue;
    const bool short_enough = name != "network";
    of_wanted = short_enough ? name + " " + value.dump() : "another network";
    return short_enough && kept.contains(name) ? name + " " + kept.at(name).dump() : name;
  }
  return {};
}

Json read_json(const fs::path& path) {
  const std::vector<std::uint8_t> bytes = read_file(path, kLargestSettings);
  try {
    return Json::parse(bytes.begin(), bytes.end());
  } catch (const Json::exception& error) {
    throw Error(ErrorKind::file_broken, path.string(), error.what(), kWritten);
  }
}

}  // namespace

fs::path LabFolder::file_of(std::size_t variant) const {
  return folder_ / ("variant-" + variant_number(variant) + kVariantEnding);
}

bool LabFolder::exists() const {
  std::error_code ignored;
  return fs::exists(folder_ / kSettings, ignored);
}

LabSettings LabFolder::settings() const {
  const fs::path path = folder_ / kSettings;
  const Json json = read_json(path);
  try {
    return lab_settings_from(json);
  } catch (const Json::exception& error) {
    throw Error(ErrorKind::file_broken, path.string(), error.what(), kWritten);
  } catch (const Error& error) {
    throw Error(ErrorKind::file_broken, path.string(), error.what(), kWritten);
  }
}

void LabFolder::claim(const LabSettings& settings) const {
  const fs::path path = folder_ / kSettings;
  const Json wanted = lab_settings_json(settings);
  if (exists()) {
    std::string of_wanted;
    const std::string kept = difference(read_json(path), wanted, of_wanted);
    if (kept.empty()) return;
    throw Error(ErrorKind::bad_value, path.string(), of_wanted + " for a lab that began with " + kept,
                "the same settings to go on with it, or another folder");
  }
  clear();  // variants of a lab whose settings are gone would pass for this one's
  write_file(path, wanted.dump(1) + "\n");
}

FolderLock LabFolder::lock() const {
  std::error_code reason;
  fs::create_directories(folder_, reason);
  if (reason) throw Error(ErrorKind::file_unwritable, folder_.string(), reason.message());
  return FolderLock(folder_);
}

std::optional<LabFolder::Kept> LabFolder::load(std::size_t variant) const {
  const fs::path path = file_of(variant);
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return std::nullopt;
  Kept kept{.checkpoint = load_checkpoint(path), .progress = {}};
  auto& metadata = kept.checkpoint.model.metadata;
  try {
    kept.progress = lab_progress_from(Json::parse(metadata.at(kProgress)));
    kept.total_steps = Json::parse(metadata.at(kTotalSteps)).get<std::int64_t>();
  } catch (const std::exception& error) {  // nlohmann's, or a key that is not there
    throw Error(ErrorKind::file_broken, path.string(), error.what(), kWritten);
  }
  metadata.erase(kProgress);
  metadata.erase(kTotalSteps);
  return kept;
}

void LabFolder::save(std::size_t variant, Checkpoint checkpoint, const LabProgress& progress,
                     std::int64_t total_steps) const {
  checkpoint.model.metadata[kProgress] = lab_progress_json(progress).dump();
  checkpoint.model.metadata[kTotalSteps] = std::to_string(total_steps);
  save_checkpoint(file_of(variant), checkpoint);
}

LabState LabFolder::state() const {
  LabState state{.settings = settings()};
  for (std::size_t i = 0; i < state.settings.variants.size(); ++i) {
    LabVariant one = untrained_variant(*state.settings.base, state.settings.variants[i]);
    if (const auto kept = load(i)) {
      one.progress = kept->progress;
      one.total_steps = kept->total_steps;
      one.filters = first_filters(kept->checkpoint.model);
    }
    state.variants.push_back(std::move(one));
  }
  return state;
}

void LabFolder::clear() const {
  std::error_code ignored;
  // The settings first: without them the rest means nothing.
  fs::remove(folder_ / kSettings, ignored);
  for (std::size_t i = 0; i < kMostVariants; ++i) fs::remove(file_of(i), ignored);
}

}  // namespace convlens
