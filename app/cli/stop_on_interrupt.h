#pragma once
#include <atomic>
#include <stop_token>
#include <thread>

namespace convlens::app {

/// While it lives, Ctrl-C (and SIGTERM) asks for a stop instead of ending the program; a second one ends it
/// at once. Make it before any other thread: signals are blocked in the calling thread and in those that it
/// starts, and one thread waits for them, so that no code of ours ever runs inside a signal handler.
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
