#pragma once
#include <filesystem>
#include <map>
#include <optional>

#include "core/base/file_descriptor.h"

namespace convlens::app {

/// The checkpoints of trainings that were interrupted: one file a training, so that a new training never overwrites
/// an old one's. A lock beside the file says that some window, perhaps another one, is training it.
class CheckpointStore {
 public:
  explicit CheckpointStore(std::filesystem::path folder);

  /// A name for a new training's, locked; the folder is created.
  std::filesystem::path begin();
  /// The newest one that nobody is training, locked for us; none where there is none.
  std::optional<std::filesystem::path> claim_newest();
  /// Gives the lock back; the checkpoint, if there still is one, is offered next time.
  void release(const std::filesystem::path& checkpoint);
  /// The user does not want it.
  void discard(const std::filesystem::path& checkpoint);
  /// It cannot be read: kept, under a name that is not offered again.
  void set_aside(const std::filesystem::path& checkpoint);

 private:
  /// False: another one has it, or a lock cannot be had here.
  bool lock(const std::filesystem::path& checkpoint);

  std::filesystem::path folder_;
  std::map<std::filesystem::path, FileDescriptor> locks_;
};

}  // namespace convlens::app
