#pragma once
#include <QObject>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "app/doorbell.h"
#include "app/background_training.h"

namespace convlens::app {

/// Trains on a thread of its own at background priority, so that the window and the pen stay quick. Lives on the GUI
/// thread, as do its signals.
class TrainingWorker : public QObject {
  Q_OBJECT

 public:
  explicit TrainingWorker(QObject* parent = nullptr);
  /// As close().
  ~TrainingWorker() override;

  /// From start() until the end was told.
  bool busy() const { return control_ != nullptr; }
  /// Only when not busy.
  void start(TrainingJob job);
  /// Stops, keeps the checkpoint, and joins: within 100 ms or one training step, and one file.
  void close();

 public slots:
  void set_paused(bool paused);
  void step();
  void stop();
  /// The last snapshot has been painted.
  void want_snapshot();

 signals:
  void progressed(const convlens::ui::TrainingStatus& status);
  void weights_changed(std::shared_ptr<const convlens::Model> weights);
  void failed(const QString& message);
  void ended(convlens::app::TrainingEnd end);

 private:
  struct Order {
    TrainingJob job;
    std::shared_ptr<TrainingControl> control;
  };
  void work(std::stop_token stop);
  void deliver();

  std::shared_ptr<TrainingControl> control_;  ///< of the training under way

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<Order> order_;
  TrainingNewsBox news_;
  Doorbell bell_;
  std::jthread thread_;
};

}  // namespace convlens::app
