#include "app/training_session.h"

#include "core/base/error.h"
#include "core/training/checkpoint.h"
#include "ui/docks/training_form.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

QString preset_of(const Model& model) {
  const auto found = model.metadata.find("preset");
  return found == model.metadata.end() ? TrainingSession::tr("a network of your own")
                                       : QString::fromStdString(found->second);
}

QString describe(const Checkpoint& checkpoint) {
  return TrainingSession::tr("The training of %1 on %2 was interrupted after %n step(s).", nullptr,
                             static_cast<int>(checkpoint.state.step))
      .arg(preset_of(checkpoint.model), ui::data_title(QString::fromStdString(checkpoint.data)));
}

}  // namespace

TrainingSession::TrainingSession(fs::path checkpoints, JobRunner& files, QObject* parent)
    : QObject(parent), checkpoints_(std::move(checkpoints)), files_(files) {
  connect(&worker_, &TrainingWorker::weights_changed, this, &TrainingSession::take_weights);
  connect(&worker_, &TrainingWorker::progressed, this, &TrainingSession::progressed);
  connect(&worker_, &TrainingWorker::failed, this, &TrainingSession::failed);
  connect(&worker_, &TrainingWorker::ended, this, &TrainingSession::end);
}

void TrainingSession::set_shown(std::shared_ptr<const Model> model, const ui::NetworkName& name) {
  shown_ = std::move(model);
  shown_name_ = name;
}

void TrainingSession::offer_resume() {
  const std::optional<fs::path> path = checkpoints_.claim_newest();
  if (!path) return;
  files_.run(
      [this, path = *path](std::stop_token) -> JobRunner::Afterwards {
        const Checkpoint checkpoint = load_checkpoint(path);
        TrainingJob job{.from = path,
                        .title = preset_of(checkpoint.model).toStdString(),
                        .data = checkpoint.data,
                        .options = checkpoint.options,
                        .checkpoint = path};
        return [this, job = std::move(job), description = describe(checkpoint)] {
          offered_ = job;
          emit resume_offered(description);
        };
      },
      [this, path = *path](const QString& message) {
        checkpoints_.set_aside(path);
        emit failed(message);
      });
}

void TrainingSession::answer_resume(bool resume) {
  if (!offered_) return;
  const TrainingJob job = *offered_;
  if (resume && busy()) {
    emit told(tr("A training is under way; ConvLens asks again next time."));
    return;
  }
  offered_.reset();
  if (resume)
    run(job);
  else
    checkpoints_.discard(job.checkpoint);
}

void TrainingSession::start(const ui::TrainingRequest& request) {
  if (busy()) return;
  TrainingJob job{.from = shown_,
                  .title = shown_name_.name.toStdString(),
                  .data = request.data.toStdString(),
                  .options = request.options,
                  .transfer = {.new_head = request.new_head, .freeze = request.freeze.toStdString()},
                  .checkpoint = {}};
  if (const Preset* preset = find_preset(request.model.toStdString())) {
    job.from = preset;
    job.title = preset->name;
  } else if (!shown_) {
    return;
  }
  job.checkpoint = checkpoints_.begin();
  run(std::move(job));
}

void TrainingSession::run(TrainingJob job) {
  weights_.reset();
  name_ = {.name = QString::fromStdString(job.title), .trained_on = QString::fromStdString(job.data)};
  checkpoint_ = job.checkpoint;
  worker_.start(std::move(job));
}

void TrainingSession::take_weights(std::shared_ptr<const Model> weights) {
  const bool first = weights_ == nullptr;
  weights_ = std::move(weights);
  if (first)
    emit begun(weights_, name_);
  else
    emit weights_changed(weights_);
}

void TrainingSession::end(TrainingEnd how) {
  checkpoints_.release(checkpoint_);
  if (weights_ && how != TrainingEnd::failed) emit trained(weights_, name_);
  if (how == TrainingEnd::stopped)
    emit told(tr("Stopped. The weights so far are shown; ConvLens offers to go on when it starts next time."));
}

void TrainingSession::close() { worker_.close(); }

}  // namespace convlens::app
