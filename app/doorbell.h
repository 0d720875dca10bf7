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

  /// From any thread. The answer comes after the paint requests that wait now: both have Qt's low priority, and equal
  /// ones keep their order. No lower one is ever used: Qt keeps its queue sorted, so that a later event of a higher
  /// priority would move those that wait, from the thread that posts it.
  void ring();

  bool event(QEvent* event) override;

 private:
  std::function<void()> answer_;
  std::atomic<bool> rung_{false};
};

}  // namespace convlens::app
