#include "app/training_session.h"

#include <algorithm>

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
  const auto epochs = static_cast<int>(checkpoint.history.epochs().size());
  return TrainingSession::tr("The training of %1 on %2 was interrupted at step %3, in epoch %4 of %5.")
      .arg(preset_of(checkpoint.model), ui::data_title(QString::fromStdString(checkpoint.data)))
      .arg(checkpoint.state.step)
      .arg(std::min(epochs + 1, checkpoint.options.epochs))
      .arg(checkpoint.options.epochs);
}

}  // namespace

TrainingSession::TrainingSession(fs::path checkpoints, JobRunner& files, QObject* parent)
    : QObject(parent), checkpoints_(std::move(checkpoints)), files_(files) {
  connect(&worker_, &TrainingWorker::weights_changed, this, &TrainingSession::take_weights);
  connect(&worker_, &TrainingWorker::progressed, this, [this](const ui::TrainingStatus& status) {
    stepped_ = stepped_ || status.step > 0;
    emit progressed(status);
  });
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
          offer(job);
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
  emit resumable_changed(false);
  if (resume)
    run(job);
  else
    checkpoints_.discard(job.checkpoint);
}

void TrainingSession::offer(std::optional<TrainingJob> job) {
  if (offered_) checkpoints_.release(offered_->checkpoint);
  offered_ = std::move(job);
  emit resumable_changed(offered_.has_value());
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
    emit told(tr("%1 begins with random weights. To train the network that is shown on, choose “Weights shown” as "
                 "the network.")
                  .arg(request.model));
  } else if (!shown_) {
    return;
  }
  job.checkpoint = checkpoints_.begin();
  run(std::move(job));
}

void TrainingSession::run(TrainingJob job) {
  weights_.reset();
  before_ = shown_;
  before_name_ = shown_name_;
  stepped_ = false;
  name_ = {.name = QString::fromStdString(job.title), .trained_on = QString::fromStdString(job.data)};
  job_ = job;
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
  std::error_code none;
  if (how == TrainingEnd::stopped && fs::exists(job_.checkpoint, none)) {
    job_.from = job_.checkpoint;
    offer(job_);
  } else {
    checkpoints_.release(job_.checkpoint);
  }
  if (how == TrainingEnd::stopped)
    emit told(stepped_ ? tr("Stopped. The weights so far are shown and kept; “Go on” trains them further.")
                       : tr("Stopped before the first step: nothing has changed."));
  if (!weights_ || how == TrainingEnd::failed) return;
  if (stepped_)
    emit trained(weights_, name_);
  else if (shown_->graph == weights_->graph && before_)
    emit given_back(before_, before_name_);
}

void TrainingSession::close() { worker_.close(); }

}  // namespace convlens::app
