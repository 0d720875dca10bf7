#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace convlens::app {

/// What the GUI thread wants of a training that runs elsewhere. One object a training.
class TrainingControl {
 public:
  // GUI thread.
  void set_paused(bool paused);
  /// Pauses after one more step.
  void step();
  void stop();
  /// The last snapshot has been painted: another one is welcome.
  void want_snapshot() { snapshot_wanted_.store(true); }

  // Training thread.
  bool paused() const;
  /// Waits while paused; false: stop.
  bool wait_for_turn();
  bool stop_requested() const { return stop_.stop_requested(); }
  std::stop_token stop_token() const { return stop_.get_token(); }
  /// Whether one is wanted; lowers the flag, so that at most one is under way.
  bool take_snapshot_request() { return snapshot_wanted_.exchange(false); }

 private:
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool paused_ = false;
  int single_steps_ = 0;
  std::stop_source stop_;
  std::atomic<bool> snapshot_wanted_{true};
};

}  // namespace convlens::app
