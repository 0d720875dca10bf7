#include "app/event_wait.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>
#include <chrono>

namespace convlens::app {

bool wait_until(const std::function<bool()>& condition, double seconds) {
  using namespace std::chrono_literals;
  const QDeadlineTimer deadline(std::chrono::milliseconds(static_cast<std::int64_t>(1000 * seconds)));
  QTimer tick;  // wakes the loop where nothing else happens
  tick.start(5ms);
  while (!condition()) {
    if (deadline.hasExpired()) return false;
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  }
  return true;
}

}  // namespace convlens::app
