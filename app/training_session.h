#pragma once
#include <QObject>
#include <filesystem>
#include <optional>

#include "app/checkpoint_store.h"
#include "app/job_runner.h"
#include "app/training_worker.h"
#include "ui/network_name.h"

namespace convlens::app {

/// Trainings one after another, their checkpoints, and the question whether to go on with an interrupted one.
/// GUI thread.
class TrainingSession : public QObject {
  Q_OBJECT

 public:
  /// files: reads checkpoints.
  TrainingSession(std::filesystem::path checkpoints, JobRunner& files, QObject* parent = nullptr);

  bool busy() const { return worker_.busy(); }
  /// Asks about the newest interrupted training, if there is one.
  void offer_resume();
  TrainingWorker& worker() { return worker_; }
  /// What "go on from the weights now shown" means.
  void set_shown(std::shared_ptr<const Model> model, const convlens::ui::NetworkName& name);

 public slots:
  void start(const convlens::ui::TrainingRequest& request);
  /// Goes on with the interrupted training of the start before this one, or with the one that was stopped last; false:
  /// it is not wanted any more.
  void answer_resume(bool resume);
  /// Keeps a checkpoint and joins; asks nothing.
  void close();

 signals:
  void resume_offered(const QString& description);
  /// Whether answer_resume() has something to go on with.
  void resumable_changed(bool resumable);
  /// The network that is about to be trained, then every new state of its weights, then what came of it.
  void begun(std::shared_ptr<const convlens::Model> model, const convlens::ui::NetworkName& name);
  void weights_changed(std::shared_ptr<const convlens::Model> model);
  void trained(std::shared_ptr<const convlens::Model> model, const convlens::ui::NetworkName& name);
  /// Nothing came of it: what was shown before it began.
  void given_back(std::shared_ptr<const convlens::Model> model, const convlens::ui::NetworkName& name);
  void progressed(const convlens::ui::TrainingStatus& status);
  void told(const QString& message);
  void failed(const QString& message);

 private:
  void run(TrainingJob job);
  /// Holds a training's checkpoint for answer_resume(), instead of the one that was held before.
  void offer(std::optional<TrainingJob> job);
  void take_weights(std::shared_ptr<const Model> weights);
  void end(TrainingEnd how);

  CheckpointStore checkpoints_;
  JobRunner& files_;
  std::shared_ptr<const Model> shown_, weights_, before_;
  ui::NetworkName shown_name_, name_, before_name_;
  std::optional<TrainingJob> offered_;
  TrainingJob job_;  ///< under way
  bool stepped_ = false;  ///< it has made at least one step
  TrainingWorker worker_;
};

}  // namespace convlens::app
