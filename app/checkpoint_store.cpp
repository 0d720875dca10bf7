#include "app/checkpoint_store.h"

#include <QDateTime>
#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/file_lock.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".checkpoint.safetensors";

fs::path lock_of(const fs::path& checkpoint) { return fs::path(checkpoint) += ".lock"; }

}  // namespace

CheckpointStore::CheckpointStore(fs::path folder) : folder_(std::move(folder)) {}

fs::path CheckpointStore::begin() {
  std::error_code said_when_saving;
  fs::create_directories(folder_, said_when_saving);
  const QString time = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz"));
  const fs::path path = folder_ / ("training-" + time.toStdString() + kEnding);
  lock(path);
  return path;
}

std::optional<fs::path> CheckpointStore::claim_newest() {
  std::vector<fs::path> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder_, none)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with('.') && name.ends_with(kEnding)) found.push_back(entry.path());
  }
  // The time is in the name.
  std::sort(found.rbegin(), found.rend());
  for (const fs::path& path : found)
    if (lock(path)) {
      if (fs::exists(path, none)) return path;
      release(path);  // its training has ended meanwhile
    }
  return std::nullopt;
}

void CheckpointStore::release(const fs::path& checkpoint) {
  std::error_code ignored;
  // Nobody looks for the lock of a checkpoint that is gone.
  if (locks_.contains(checkpoint) && !fs::exists(checkpoint, ignored)) fs::remove(lock_of(checkpoint), ignored);
  locks_.erase(checkpoint);
}

void CheckpointStore::discard(const fs::path& checkpoint) {
  std::error_code ignored;
  fs::remove(checkpoint, ignored);
  release(checkpoint);
}

void CheckpointStore::set_aside(const fs::path& checkpoint) {
  std::error_code ignored;
  fs::rename(checkpoint, fs::path(checkpoint) += ".unreadable", ignored);
  release(checkpoint);
}

bool CheckpointStore::lock(const fs::path& checkpoint) {
  try {
    auto taken = take_lock(lock_of(checkpoint), checkpoint, WhenLocked::give_up);
    if (!taken) return false;
    locks_.insert_or_assign(checkpoint, std::move(*taken));
    return true;
  } catch (const Error&) {  // where nothing can be written the first checkpoint says so
    return false;
  }
}

}  // namespace convlens::app
