#include "app/job_runner.h"

#include "app/guarded.h"

namespace convlens::app {

JobRunner::JobRunner(QObject* parent)
    : QObject(parent), bell_([this] { deliver(); }), thread_([this](std::stop_token stop) { loop(stop); }) {}

JobRunner::~JobRunner() {
  thread_.request_stop();
  stop();
  thread_.join();
}

void JobRunner::run(Work work, std::function<void(const QString&)> on_failure) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back({std::move(work), std::move(on_failure)});
  }
  wake_.notify_one();
}

void JobRunner::stop() {
  const std::lock_guard lock(mutex_);
  current_.request_stop();
}

void JobRunner::deliver() {
  for (const Afterwards& afterwards : done_.take_all()) afterwards();
}

void JobRunner::loop(std::stop_token stop) {
  for (;;) {
    Job job;
    std::stop_token job_stop;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return !jobs_.empty(); })) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
      current_ = std::stop_source();
      if (stop.stop_requested()) current_.request_stop();
      job_stop = current_.get_token();
    }
    Afterwards afterwards;
    const auto failure = failure_of([&] { afterwards = job.work(job_stop); });
    if (failure)
      afterwards = [this, tell = std::move(job.on_failure), message = QString::fromStdString(*failure)] {
        tell ? tell(message) : emit failed(message);
      };
    if (afterwards) {
      done_.put(std::move(afterwards));
      bell_.ring();
    }
  }
}

}  // namespace convlens::app
