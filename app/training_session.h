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
  void answer_resume(bool resume);
  /// Keeps a checkpoint and joins; asks nothing.
  void close();

 signals:
  void resume_offered(const QString& description);
  /// The network that is about to be trained, then every new state of its weights, then what came of it.
  void begun(std::shared_ptr<const convlens::Model> model, const convlens::ui::NetworkName& name);
  void weights_changed(std::shared_ptr<const convlens::Model> model);
  void trained(std::shared_ptr<const convlens::Model> model, const convlens::ui::NetworkName& name);
  void progressed(const convlens::ui::TrainingStatus& status);
  void told(const QString& message);
  void failed(const QString& message);

 private:
  void run(TrainingJob job);
  void take_weights(std::shared_ptr<const Model> weights);
  void end(TrainingEnd how);

  CheckpointStore checkpoints_;
  JobRunner& files_;
  std::shared_ptr<const Model> shown_, weights_;
  ui::NetworkName shown_name_, name_;
  std::optional<TrainingJob> offered_;
  std::filesystem::path checkpoint_;  ///< of the training under way
  TrainingWorker worker_;
};

}  // namespace convlens::app
