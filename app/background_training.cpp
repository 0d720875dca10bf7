#include "app/background_training.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/cli/model_data.h"
#include "app/guarded.h"
#include "core/training/checkpoint.h"
#include "core/training/evaluate.h"
#include "core/training/recipe.h"
#include "ui/note_text.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

double seconds_since(std::chrono::steady_clock::time_point past) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - past).count();
}

/// The first few as lines; a folder may have thousands of files that cannot be read.
std::string notes_text(const std::vector<Note>& notes) {
  constexpr std::size_t kMost = 4;
  QStringList lines;
  for (std::size_t i = 0; i < std::min(kMost, notes.size()); ++i) lines << ui::note_text(notes[i]);
  if (notes.size() > kMost)
    lines << QCoreApplication::translate("Errors", "and %1 more").arg(notes.size() - kMost);
  return lines.join(u'\n').toStdString();
}

}  // namespace

BackgroundTraining::BackgroundTraining(TrainingJob job, TrainingControl& control, TrainingNewsBox& news,
                                       std::function<void()> ring)
    : job_(std::move(job)), control_(control), news_(news), ring_(std::move(ring)) {}

TrainingEnd BackgroundTraining::run() {
  publish(ui::TrainingPhase::loading);
  load();
  bool going_on = !epoch_is_open() || finish_epoch();
  while (going_on && !trainer_->finished()) {
    if (control_.paused()) {
      publish_weights();
      publish(ui::TrainingPhase::paused);
    }
    if (!control_.wait_for_turn()) {
      going_on = false;
      break;
    }
    step();
    if (trainer_->at_epoch_end()) going_on = finish_epoch();
    if (seconds_since(saved_) >= kCheckpointSeconds) save();
  }
  record(true);
  publish_weights();
  if (before_) pending_.moves = moves_between(*before_, trainer_->model());
  if (!going_on) {
    // The answer first: writing the checkpoint waits for the disk.
    publish(ui::TrainingPhase::idle);
    if (trainer_->steps_done() > 0) save();
    return TrainingEnd::stopped;
  }
  publish(ui::TrainingPhase::finished);
  std::error_code ignored;
  fs::remove(job_.checkpoint, ignored);
  return TrainingEnd::finished;
}

void BackgroundTraining::load() {
  std::optional<TrainingState> state;
  Model model;
  if (const auto* preset = std::get_if<const Preset*>(&job_.from)) {
    model = initialised_model((*preset)->build(), job_.options.seed);
    model.metadata["preset"] = (*preset)->name;
  } else if (const auto* weights = std::get_if<std::shared_ptr<const Model>>(&job_.from)) {
    auto begun = adapted(**weights, {.new_head = job_.transfer.new_head}, job_.data, job_.options.seed);
    begun.graph = thawed(*begun.graph);  // an earlier training may have frozen some
    before_ = std::make_shared<const Model>(std::move(begun));
    model = adapted(*before_, {.freeze = job_.transfer.freeze}, job_.data, job_.options.seed);
  } else {
    Checkpoint checkpoint = load_checkpoint(std::get<fs::path>(job_.from));
    model = std::move(checkpoint.model);
    state = std::move(checkpoint.state);
    history_ = std::move(checkpoint.history);
    pending_.steps = history_.steps();
    pending_.epochs = history_.epochs();
    job_.data = checkpoint.data;
    job_.options = checkpoint.options;
  }
  job_.options.threads = 0;
  job_.options.priority = ThreadPriority::background;
  if (!state) add_recipe(model, job_.options, job_.data);
  const auto samples = open_for_model(job_.data, Split::training, model, job_.title, job_.options.seed);
  if (!samples->notes().empty()) news_.put_failure(notes_text(samples->notes()));
  trainer_.emplace(std::move(model), samples, job_.options);
  if (state) trainer_->restore(*state);
  std::error_code said_when_saving;
  fs::create_directories(job_.checkpoint.parent_path(), said_when_saving);
  record();
  publish_weights();
  publish(ui::TrainingPhase::running);
  saved_ = Clock::now();
}

bool BackgroundTraining::epoch_is_open() const {
  const std::int64_t done = trainer_->steps_done() / trainer_->steps_per_epoch();
  return trainer_->at_epoch_end() && (history_.epochs().empty() || history_.epochs().back().epoch < done);
}

void BackgroundTraining::step() {
  const Clock::time_point begin = Clock::now();
  const StepRecord done = trainer_->step();
  const double seconds = seconds_since(begin);
  pace_.add(done.count, seconds);
  epoch_seconds_ += seconds;
  epoch_images_ += done.count;
  pending_.steps.push_back(done);
  history_.add(done);
  record();
  if (seconds_since(snapped_) >= kNewsSeconds && control_.take_snapshot_request()) publish_weights();
  if (seconds_since(published_) >= kNewsSeconds) publish(ui::TrainingPhase::running);
}

bool BackgroundTraining::finish_epoch() {
  publish(ui::TrainingPhase::running);
  bool stopped = false;
  const std::optional<double> accuracy = test_accuracy(stopped);
  if (stopped) return false;
  const Trainer::EpochMeans means = trainer_->epoch_means();
  const EpochRecord epoch{
      .epoch = static_cast<int>(trainer_->steps_done() / trainer_->steps_per_epoch()),
      .loss = means.loss,
      .train_accuracy = means.accuracy,
      .test_accuracy = accuracy,
      .images_per_second = epoch_seconds_ > 0 ? static_cast<double>(epoch_images_) / epoch_seconds_ : 0};
  pending_.epochs.push_back(epoch);
  history_.add(epoch);
  epoch_seconds_ = 0;
  epoch_images_ = 0;
  save();
  publish(ui::TrainingPhase::running);
  return true;
}

std::optional<double> BackgroundTraining::test_accuracy(bool& stopped) {
  if (test_missing_) return std::nullopt;
  std::optional<Evaluation> evaluation;
  const auto failure = failure_of([&] {
    if (!test_)
      test_ = open_for_model(job_.data, Split::test, trainer_->model(), job_.title, job_.options.seed);
    ThreadPool pool(0, ThreadPriority::background);
    evaluation = evaluate(trainer_->model(), *test_, pool, control_.stop_token());
    stopped = !evaluation;
  });
  if (failure) {
    // A data set without a test split trains all the same; said once.
    test_missing_ = true;
    news_.put_failure(*failure);
  }
  if (!evaluation) return std::nullopt;
  return evaluation->accuracy();
}

void BackgroundTraining::save() {
  saved_ = Clock::now();
  const auto failure = failure_of([&] {
    save_checkpoint(job_.checkpoint, {.model = trainer_->model(),
                                      .options = job_.options,
                                      .state = trainer_->state(),
                                      .data = job_.data,
                                      .history = history_});
  });
  // A full disk must not end the training, nor be announced every ten seconds.
  if (failure && !save_failed_) news_.put_failure(*failure);
  save_failed_ = failure.has_value();
}

void BackgroundTraining::publish(ui::TrainingPhase phase) {
  published_ = Clock::now();
  pending_.phase = phase;
  pending_.data = QString::fromStdString(job_.data);
  pending_.model = QString::fromStdString(job_.title);
  if (trainer_) {
    pending_.step = trainer_->steps_done();
    pending_.total_steps = trainer_->total_steps();
    pending_.images_per_second = pace_.images_per_second();
    pending_.seconds_left = seconds_left();
  }
  pending_.epochs_total = job_.options.epochs;
  if (!film_told_)
    pending_.film = std::make_shared<const Film>(Film{.snapshots = film_.snapshots(),
                                                      .data = job_.data,
                                                      .seed = job_.options.seed,
                                                      .too_large = film_.too_large()});
  film_told_ = true;
  ui::TrainingStatus status = pending_;
  pending_.steps.clear();
  pending_.epochs.clear();
  pending_.film.reset();
  pending_.moves.clear();
  news_.put(std::move(status));
  ring_();
}

void BackgroundTraining::record(bool last) {
  const std::int64_t step = trainer_->steps_done();
  if (!(last ? film_.wants_last(step) : film_.wants(step))) return;
  const Snapshot snapshot{step, trainer_->snapshot()};
  if (last)
    film_.finish(snapshot);
  else
    film_.add(snapshot);
  film_told_ = false;
}

void BackgroundTraining::publish_weights() {
  snapped_ = Clock::now();
  news_.put(trainer_->snapshot());
  ring_();
}

double BackgroundTraining::seconds_left() const {
  const double rate = pace_.images_per_second();
  const auto steps = static_cast<double>(trainer_->total_steps() - trainer_->steps_done());
  return rate > 0 ? steps * job_.options.batch / rate : 0;
}

}  // namespace convlens::app
