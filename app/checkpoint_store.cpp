#include "app/checkpoint_store.h"

#include <QDateTime>
#include <algorithm>
#include <vector>

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".checkpoint.safetensors";

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
    if (lock(path)) return path;
  return std::nullopt;
}

void CheckpointStore::release(const fs::path& checkpoint) { locks_.erase(checkpoint); }

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
  auto lock = std::make_unique<QLockFile>(QString::fromStdString(checkpoint.string() + ".lock"));
  // A lock never grows old by time: a training may take days. One whose process is gone does not count.
  lock->setStaleLockTime(0);
  if (!lock->tryLock()) return false;
  locks_[checkpoint] = std::move(lock);
  return true;
}

}  // namespace convlens::app
