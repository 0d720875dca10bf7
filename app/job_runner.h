#pragma once
#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "app/doorbell.h"
#include "app/mailbox.h"

namespace convlens::app {

/// Files are read and written here, one after another, so that a slow disk never holds up the window. Lives on the
/// GUI thread; only the work itself is done on the runner's own thread.
class JobRunner : public QObject {
  Q_OBJECT

 public:
  /// Done on the GUI thread when the work is.
  using Afterwards = std::function<void()>;
  /// May return nothing to do. Watches the token; what it returns once stopped is carried out all the same.
  using Work = std::function<Afterwards(std::stop_token)>;

  explicit JobRunner(QObject* parent = nullptr);
  /// Asks all work to stop, that which was not yet begun too, and joins when it is through: a file that is being
  /// saved is saved.
  ~JobRunner() override;

  /// `failed` (GUI thread) gets the wording of what went wrong; without it the signal failed() does.
  void run(Work work, std::function<void(const QString&)> on_failure = {});
  /// Asks the work under way to stop.
  void stop();

 signals:
  void failed(const QString& message);

 private:
  struct Job {
    Work work;
    std::function<void(const QString&)> on_failure;
  };
  void loop(std::stop_token stop);
  void deliver();

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Job> jobs_;
  std::stop_source current_;  ///< of the job under way
  MailQueue<Afterwards> done_;
  Doorbell bell_;
  std::jthread thread_;
};

}  // namespace convlens::app
