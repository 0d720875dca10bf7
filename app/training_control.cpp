#include "app/training_control.h"

namespace convlens::app {

void TrainingControl::set_paused(bool paused) {
  {
    const std::lock_guard lock(mutex_);
    paused_ = paused;
    if (!paused) single_steps_ = 0;
  }
  wake_.notify_one();
}

void TrainingControl::step() {
  {
    const std::lock_guard lock(mutex_);
    paused_ = true;
    ++single_steps_;
  }
  wake_.notify_one();
}

void TrainingControl::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_.request_stop();
  }
  wake_.notify_one();
}

bool TrainingControl::paused() const {
  const std::lock_guard lock(mutex_);
  return paused_ && single_steps_ == 0;
}

bool TrainingControl::wait_for_turn() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return !paused_ || single_steps_ > 0 || stop_.stop_requested(); });
  if (single_steps_ > 0) --single_steps_;
  return !stop_.stop_requested();
}

}  // namespace convlens::app
