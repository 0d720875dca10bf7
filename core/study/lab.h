#pragma once
#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/base/thread_pool.h"
#include "core/data/samples.h"
#include "core/study/lab_folder.h"
#include "core/training/trainer.h"

namespace convlens {

struct LabCallbacks {
  std::function<void(std::size_t variant)> looked = {};  ///< it has a new look, and perhaps its end
  std::function<void(double done)> progressed = {};      ///< after each step: the share of all steps, 0..1
};

/// The lab (the ablations of Zeiler & Fergus 2014): variants of a network trained side by side, with the same
/// seed, the same pictures and the same number of epochs. They take turns, an epoch each: after the first
/// round all can be compared, wherever the lab is stopped they have been trained alike, and their curves grow
/// beside each other. Only the variant under way is in memory; the others wait in the folder.
///
/// Each variant is a training of its own, and all that decides it is in its checkpoint: its results are the
/// same bits whatever the order, the number of threads, and however often it was stopped, killed and picked
/// up. (Seconds are what they were.) Every eleventh picture is held out to choose by; the test split is only
/// asked for an accuracy at a variant's end.
class Lab {
 public:
  /// test: null: there is none. Goes on with what the folder holds of the same settings. Throws
  /// Error(bad_value) where it holds another lab, or somebody else is at work in it, for settings without variants or with the same one twice,
  /// and for too few pictures; what build_variant, Trainer and LabFolder throw.
  Lab(const LabSettings& settings, std::shared_ptr<const Samples> training,
      std::shared_ptr<const Samples> test, std::filesystem::path folder, int threads = 0,
      ThreadPriority priority = ThreadPriority::normal);

  const LabState& state() const { return state_; }
  /// Which variant is trained now; none before the first and after the last.
  std::optional<std::size_t> current() const { return current_; }

  enum class End { finished, stopped, paused };
  /// Trains until all is done, a stop, or about `seconds` have gone by (paused: to be called again; 0: after
  /// one step). Whatever the end, the folder holds all that was done. pool: for looking.
  End run(ThreadPool& pool, const std::stop_token& stop = {}, const LabCallbacks& callbacks = {},
          double seconds = std::numeric_limits<double>::infinity());

 private:
  using Clock = std::chrono::steady_clock;

  std::optional<std::size_t> next() const;
  std::int64_t steps_per_epoch(std::size_t variant) const;
  TrainingOptions options_of(const Variant& variant) const;
  void open(std::size_t variant);
  void step();
  bool look_is_due() const;
  /// false: stopped.
  bool look(ThreadPool& pool, const std::stop_token& stop);
  void save();

  LabFolder folder_;
  std::optional<FolderLock> lock_;
  LabState state_;
  std::shared_ptr<const Samples> training_, held_out_, few_held_out_, test_;
  int threads_;
  ThreadPriority priority_;
  std::optional<std::size_t> current_;
  std::unique_ptr<Trainer> trainer_;
  bool unsaved_ = false;
  Clock::time_point saved_;
  double save_seconds_ = 0;
};

}  // namespace convlens
