#include "app/view_worker.h"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <optional>
#include <thread>

#include "app/guarded.h"

namespace convlens::app {

/// One thread with the jobs that wait for it, oldest first.
class ViewWorker::Lane {
 public:
  Lane(ViewWorker& worker, ThreadPriority priority)
      : worker_(worker), priority_(priority), thread_([this](std::stop_token stop) { loop(stop); }) {}

  ~Lane() {
    thread_.request_stop();
    {
      const std::lock_guard lock(mutex_);
      running_stop_.request_stop();
    }
    thread_.join();
  }

  void add(Task task) {
    std::optional<Task> replaced;  // goes away outside the lock: it may own a whole run's activations
    {
      const std::lock_guard lock(mutex_);
      replaced = take_waiting(task.key);
      if (running_ == task.key && running_has_shown_) running_stop_.request_stop();
      waiting_.push_back(std::move(task));
    }
    wake_.notify_one();
  }

  void drop(const Key& key) {
    std::optional<Task> dropped;
    const std::lock_guard lock(mutex_);
    dropped = take_waiting(key);
    if (running_ == key) running_stop_.request_stop();
  }

  /// The job under way has published a picture: from now on a newer one may interrupt it.
  void note_shown() {
    const std::lock_guard lock(mutex_);
    running_has_shown_ = true;
    const auto newer = [&](const Task& task) { return running_ == task.key; };
    if (std::any_of(waiting_.begin(), waiting_.end(), newer)) running_stop_.request_stop();
  }

 private:
  std::optional<Task> take_waiting(const Key& key) {
    for (auto task = waiting_.begin(); task != waiting_.end(); ++task) {
      if (task->key != key) continue;
      std::optional<Task> taken(std::move(*task));
      waiting_.erase(task);
      return taken;
    }
    return {};
  }

  void loop(std::stop_token stop);

  ViewWorker& worker_;
  ThreadPriority priority_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::list<Task> waiting_;
  Key running_{nullptr, 0};
  bool running_has_shown_ = false;
  std::stop_source running_stop_;
  std::jthread thread_;
};

/// What a job tells while it runs.
class ViewWorker::Report : public ui::JobReport {
 public:
  Report(ViewWorker& worker, Lane& lane, ThreadPool& pool, const Task& task, std::stop_token stop)
      : worker_(worker), lane_(lane), pool_(pool), key_(task.key), ticket_(task.ticket), stop_(std::move(stop)) {}

  std::stop_token stop() const override { return stop_; }
  ThreadPool& pool() override { return pool_; }
  void progress(std::size_t done, std::size_t total) override {
    done_ = done;
    total_ = total;
    worker_.post(key_, {.ticket = ticket_, .result = nullptr, .complete = false, .done = done, .total = total, .failure = {}});
  }
  void partial(ui::JobResult result) override {
    worker_.post(key_, {.ticket = ticket_,
                        .result = std::move(result),
                        .complete = false,
                        .done = done_,
                        .total = total_,
                        .failure = {}});
    lane_.note_shown();
  }

 private:
  ViewWorker& worker_;
  Lane& lane_;
  ThreadPool& pool_;
  Key key_;
  std::uint64_t ticket_;
  std::stop_token stop_;
  std::size_t done_ = 0, total_ = 0;
};

void ViewWorker::Lane::loop(std::stop_token stop) {
  if (priority_ == ThreadPriority::background) set_background_priority();
  ThreadPool pool(0, priority_);
  for (;;) {
    Task task;
    std::stop_token task_stop;
    {
      std::unique_lock lock(mutex_);
      running_ = {nullptr, 0};
      if (!wake_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      if (stop.stop_requested()) return;
      task = std::move(waiting_.front());
      waiting_.pop_front();
      running_ = task.key;
      running_has_shown_ = false;
      running_stop_ = std::stop_source();
      task_stop = running_stop_.get_token();
    }
    Report report(worker_, *this, pool, task, task_stop);
    ui::JobNews last{.ticket = task.ticket, .result = nullptr, .complete = true, .done = 0, .total = 0, .failure = {}};
    const auto failure = failure_of([&] { last.result = task.job.compute(report); });
    if (task_stop.stop_requested()) continue;
    if (failure) last.failure = QString::fromStdString(*failure);
    worker_.post(task.key, std::move(last));
  }
}

ViewWorker::ViewWorker(QObject* parent)
    : QObject(parent),
      bell_([this] { deliver(); }),
      live_(std::make_unique<Lane>(*this, ThreadPriority::normal)),
      lengthy_(std::make_unique<Lane>(*this, ThreadPriority::background)) {}

ViewWorker::~ViewWorker() = default;

void ViewWorker::run(ui::View* view, int channel, std::uint64_t ticket, const ui::ViewJob& job) {
  views_[view] = view;
  // An older job on the other lane would end after the newer one, and its picture would take the newer one's place.
  (job.lane == ui::ViewJob::Lane::live ? *lengthy_ : *live_).drop({view, channel});
  lane_of(job.lane).add({{view, channel}, ticket, job});
}

void ViewWorker::cancel(ui::View* view, int channel) {
  live_->drop({view, channel});
  lengthy_->drop({view, channel});
}

void ViewWorker::post(const Key& key, ui::JobNews news) {
  {
    const std::lock_guard lock(mail_mutex_);
    ui::JobNews& kept = mail_[key];
    // From the other lane, sent in the moment in which it was stopped.
    if (news.ticket < kept.ticket) return;
    // A picture that still lies here is not lost to mere progress.
    if (!news.result && !news.complete && kept.ticket == news.ticket) {
      kept.done = news.done;
      kept.total = news.total;
    } else {
      std::swap(kept, news);
    }
  }
  bell_.ring();
}

void ViewWorker::deliver() {
  std::map<Key, ui::JobNews> news;
  {
    const std::lock_guard lock(mail_mutex_);
    news.swap(mail_);
  }
  for (const auto& [key, letter] : news)
    if (const auto known = views_.find(key.first); known != views_.end() && known->second)
      known->second->receive(key.second, letter);
}

}  // namespace convlens::app
