#include "app/training_worker.h"

#include "app/guarded.h"

namespace convlens::app {

TrainingWorker::TrainingWorker(QObject* parent)
    : QObject(parent), bell_([this] { deliver(); }), thread_([this](std::stop_token stop) { work(stop); }) {}

TrainingWorker::~TrainingWorker() { close(); }

void TrainingWorker::start(TrainingJob job) {
  control_ = std::make_shared<TrainingControl>();
  {
    const std::lock_guard lock(mutex_);
    order_ = Order{std::move(job), control_};
  }
  wake_.notify_one();
}

void TrainingWorker::close() {
  if (!thread_.joinable()) return;
  stop();
  thread_.request_stop();
  thread_.join();
}

void TrainingWorker::set_paused(bool paused) {
  if (control_) control_->set_paused(paused);
}

void TrainingWorker::step() {
  if (control_) control_->step();
}

void TrainingWorker::stop() {
  if (control_) control_->stop();
}

void TrainingWorker::want_snapshot() {
  if (control_) control_->want_snapshot();
}

void TrainingWorker::work(std::stop_token stop) {
  set_background_priority();
  for (;;) {
    std::optional<Order> order;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return order_.has_value(); })) return;
      std::swap(order, order_);
    }
    TrainingEnd end = TrainingEnd::failed;
    const auto failure = failure_of([&] {
      end = BackgroundTraining(std::move(order->job), *order->control, news_, [this] { bell_.ring(); }).run();
    });
    if (failure) {
      news_.put(ui::TrainingStatus());
      news_.put_failure(*failure);
    }
    news_.put(end);
    bell_.ring();
  }
}

void TrainingWorker::deliver() {
  const TrainingNews news = news_.take();
  // The end first for ourselves: whoever hears of it may start the next training.
  if (news.end) control_.reset();
  if (news.weights) emit weights_changed(news.weights);
  if (news.has_status) emit progressed(news.status);
  for (const std::string& failure : news.failures) emit failed(QString::fromStdString(failure));
  if (news.end) emit ended(*news.end);
}

}  // namespace convlens::app
