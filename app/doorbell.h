#pragma once
#include <QObject>
#include <atomic>
#include <functional>

namespace convlens::app {

/// How a worker tells the GUI thread that there is mail: an event without payload. The mail itself lies in a mailbox
/// under its own mutex, so that nothing ever travels through Qt's queue (a payload in a queued functor cannot be
/// followed by ThreadSanitizer). Lives on the GUI thread and must outlive the worker that rings it.
class Doorbell : public QObject {
 public:
  /// answer runs on the thread that made the bell, once for any number of rings since it ran last.
  explicit Doorbell(std::function<void()> answer);

  /// From any thread.
  void ring(int priority = Qt::NormalEventPriority);
  /// Rings once the paint requests that wait now have been carried out.
  void ring_after_painting() { ring(Qt::LowEventPriority - 1); }

  bool event(QEvent* event) override;

 private:
  std::function<void()> answer_;
  std::atomic<bool> rung_{false};
};

}  // namespace convlens::app
