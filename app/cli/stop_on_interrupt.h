#pragma once
#include <atomic>
#include <stop_token>
#include <thread>

namespace convlens::app {

/// While it lives, Ctrl-C (and SIGTERM) asks for a stop instead of ending the program; a second one ends it
/// at once. The handler only counts; a thread of its own does the rest. One at a time.
class StopOnInterrupt {
 public:
  StopOnInterrupt();
  ~StopOnInterrupt();
  StopOnInterrupt(const StopOnInterrupt&) = delete;
  StopOnInterrupt& operator=(const StopOnInterrupt&) = delete;

  std::stop_token token() const { return source_.get_token(); }
  bool requested() const { return source_.stop_requested(); }

 private:
  std::stop_source source_;
  std::atomic<bool> finished_{false};
  std::thread waiter_;
};

}  // namespace convlens::app
