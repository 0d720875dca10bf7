#include "app/cli/stop_on_interrupt.h"

#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

namespace convlens::app {
namespace {

constexpr int kKilledBySignal = 128;  // the shell's convention: 128 + the signal's number
constexpr int kSignals[] = {SIGINT, SIGTERM};

// What a signal handler may touch: the number that came last and a semaphore.
volatile sig_atomic_t g_signal = 0;
sem_t g_came;

void note(int signal) {
  const int before = errno;
  g_signal = signal;
  sem_post(&g_came);
  errno = before;
}

void on_signals(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  for (const int signal : kSignals) sigaction(signal, &action, nullptr);
}

}  // namespace

// A handler, and not sigwait() with the signals blocked: libraries start threads of their own before main()
// (OpenBLAS does, behind OpenCV), which block nothing, and a signal that reaches one of them would end the
// program.
StopOnInterrupt::StopOnInterrupt() {
  sem_init(&g_came, 0, 0);
  waiter_ = std::thread([this] {
    for (;;) {
      while (sem_wait(&g_came) != 0) {
      }
      if (finished_) return;
      if (!source_.request_stop()) _exit(kKilledBySignal + g_signal);
    }
  });
  on_signals(note);
}

StopOnInterrupt::~StopOnInterrupt() {
  on_signals(SIG_DFL);
  finished_ = true;
  sem_post(&g_came);
  waiter_.join();
}

}  // namespace convlens::app
