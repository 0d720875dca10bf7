#pragma once
#include <QObject>
#include <atomic>
#include <functional>
#include <memory>

#include "core/base/file_descriptor.h"

class QSocketNotifier;

namespace convlens::app {

/// How a worker tells the GUI thread that there is mail. The mail itself lies in a mailbox under its own mutex; the
/// bell is an eventfd that the GUI thread's event loop listens to. So no other thread ever touches Qt's queue of
/// events: Qt moves what waits there about, under a lock inside a library that ThreadSanitizer cannot follow.
/// Lives on the GUI thread and must outlive the worker that rings it.
class Doorbell : public QObject {
 public:
  /// answer runs on the thread that made the bell, once for any number of rings since it ran last. Throws
  /// std::system_error where the system has no file descriptor left.
  explicit Doorbell(std::function<void()> answer);
  ~Doorbell() override;

  /// From any thread. The answer comes after the paint requests that wait now: it has Qt's low priority as they do,
  /// and equal ones keep their order.
  void ring();

  bool event(QEvent* event) override;

 private:
  void hear();

  std::function<void()> answer_;
  std::atomic<bool> rung_{false};
  FileDescriptor wire_;
  std::unique_ptr<QSocketNotifier> listener_;
};

}  // namespace convlens::app
