#include "app/cli/stop_on_interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

namespace convlens::app {
namespace {

constexpr int kKilledBySignal = 128;  // the shell's convention: 128 + the signal's number

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

StopOnInterrupt::StopOnInterrupt() {
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  waiter_ = std::thread([this, set] {
    for (;;) {
      int signal = 0;
      if (sigwait(&set, &signal) != 0 || finished_) return;
      if (!source_.request_stop()) _exit(kKilledBySignal + signal);
    }
  });
}

StopOnInterrupt::~StopOnInterrupt() {
  finished_ = true;
  pthread_kill(waiter_.native_handle(), SIGTERM);
  waiter_.join();
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace convlens::app
