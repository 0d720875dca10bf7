#include "core/study/teach.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/data/mixed.h"
#include "core/data/stroke_samples.h"
#include "core/model/no_class.h"
#include "core/training/calibrate.h"
#include "core/training/read_digits.h"
#include "core/training/recipe.h"
#include "core/training/trainer.h"

namespace convlens {
namespace {

constexpr const char* kOwn = "own drawings";
constexpr int kBatch = 64;
constexpr float kMomentum = 0.9f;
// As many as the shipped network's own training saw: else it forgets what no digit looks like.
constexpr float kScribbles = 0.06f;

using SamplesPtr = std::shared_ptr<const Samples>;

bool is_left_out(std::size_t index, int every) {
  return every > 0 && (index + 1) % static_cast<std::size_t>(every) == 0;
}

/// How often each of `count` drawings is shown beside so many pictures, to make up kOwnShare.
std::size_t repeats_for(std::size_t count, std::size_t pictures) {
  const double wanted =
      kOwnShare / (1 - kOwnShare) * static_cast<double>(pictures) / static_cast<double>(count);
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(wanted)), 1, kMostRepeats);
}

TrainingOptions training_options(const TeachOptions& options, const Model& model) {
  TrainingOptions training;
  training.epochs = 1;
  training.batch = kBatch;
  training.optimizer.learning_rate = kTeachLearningRate;
  training.optimizer.momentum = kMomentum;
  training.schedule = Schedule::cosine;
  training.augment = parse_augment("drawings");
  training.scribbles = no_class_threshold(model) ? kScribbles : 0;
  training.seed = options.seed;
  training.threads = options.threads;
  training.priority = options.priority;
  return training;
}

/// Work of several stages as one progress, in pictures.
class Stages {
 public:
  Stages(std::size_t total, const ProgressCallback& progress) : total_(total), progress_(progress) {}
  void show(std::size_t done) const {
    if (progress_) progress_(done_ + done, total_);
  }
  void end(std::size_t size) {
    done_ += size;
    show(0);
  }

 private:
  std::size_t done_ = 0, total_;
  const ProgressCallback& progress_;
};

/// The answers of a model to the drawings and how many of the held-out pictures it reads rightly; false:
/// stopped.
struct Examination {
  const Samples &own, &held_out;
  ThreadPool& pool;
  std::stop_token stop;
  Stages& stages;

  bool of(const Model& model, std::vector<ClassAnswer>& answers, std::size_t& right) const {
    answers.resize(own.size());
    const auto note = [&](std::size_t first, std::span<const ClassAnswer> some) {
      std::ranges::copy(some, answers.begin() + static_cast<std::ptrdiff_t>(first));
    };
    if (!evaluate(model, own, pool, stop, {}, note)) return false;
    const auto show = [&](std::size_t done, std::size_t) { stages.show(done); };
    const auto evaluation = evaluate(model, held_out, pool, stop, show);
    if (!evaluation) return false;
    right = evaluation->correct;
    stages.end(held_out.size());
    return true;
  }
};

/// The confidence that the model came with, set anew by the held-out pictures; nullopt: stopped.
std::optional<float> calibrate(Model& model, const Samples& held_out, ThreadPool& pool,
                               std::stop_token stop) {
  const bool has_threshold = no_class_threshold(model).has_value();
  if (!has_threshold && !model.metadata.contains(kTemperatureKey)) return 1.0f;
  const auto calibration = measure_calibration(model, held_out, pool, stop);
  if (!calibration) return std::nullopt;
  return apply_calibration(model, *calibration, has_threshold) ? calibration->temperature : 1.0f;
}

}  // namespace

bool can_be_taught(const Model& model) {
  const std::vector<std::string> digits = digit_names();
  return reads_digits(model) && model.graph->node(model.graph->output()).shape.size() == digits.size() &&
         (model.class_names.empty() || model.class_names == digits);
}

Tally tally_of(const TeachResult& result, bool left_out) {
  Tally tally;
  for (const TaughtDrawing& drawing : result.drawings) {
    if (drawing.left_out != left_out) continue;
    ++tally.count;
    tally.before += drawing.before.predicted == drawing.label;
    tally.after += drawing.after.predicted == drawing.label;
  }
  return tally;
}

std::optional<TeachResult> teach(std::shared_ptr<const Model> model, const std::vector<Drawing>& own,
                                 std::shared_ptr<const Samples> original, const std::string& data,
                                 const TeachOptions& options, std::stop_token stop,
                                 const ProgressCallback& progress) {
  if (!can_be_taught(*model))
    throw Error(ErrorKind::not_supported, "the network",
                "other classes or pictures than the ten digits of 1x28x28", "networks that read digits");
  if (options.leave_out < 0 || options.leave_out == 1)
    throw Error(ErrorKind::bad_value, "leave out", std::to_string(options.leave_out), "0 or at least 2");
  if (original->size() < static_cast<std::size_t>(kTeachHeldOut))
    throw Error(ErrorKind::bad_value, data, std::to_string(original->size()) + " pictures",
                "at least " + std::to_string(kTeachHeldOut));
  const SamplesPtr drawings = drawing_samples(own, kOwn);
  const SamplesPtr taught =
      options.leave_out > 0 ? part_of(drawings, options.leave_out, Part::training) : drawings;
  const SamplesPtr held_out = spread_over(part_of(original, kTeachHeldOut, Part::held_out), kMostHeldOut);
  const SamplesPtr pictures = spread_over(part_of(original, kTeachHeldOut, Part::training), kTeachPictures);
  TeachResult result{.before = model, .after = nullptr, .drawings = {}, .held_out = {}, .layers = {}};
  result.pictures = pictures->size();
  result.repeats = repeats_for(taught->size(), pictures->size());
  const SamplesPtr mix = joined(pictures, repeated(taught, result.repeats));

  Model student = *model;
  if (!options.freeze.empty()) student.graph = frozen_up_to(*model->graph, options.freeze);
  Trainer trainer(std::move(student), mix, training_options(options, *model));
  ThreadPool pool(options.threads, options.priority);
  Stages stages(2 * held_out->size() + mix->size(), progress);
  const Examination examination{*drawings, *held_out, pool, stop, stages};
  std::vector<ClassAnswer> before, after;
  if (!examination.of(*model, before, result.held_out.before)) return std::nullopt;
  while (!trainer.finished()) {
    if (stop.stop_requested()) return std::nullopt;
    trainer.step();
    stages.show(std::min(static_cast<std::size_t>(trainer.steps_done()) * kBatch, mix->size()));
  }
  stages.end(mix->size());
  result.layers = moves_between(*model, trainer.model());

  Model finished = trainer.model();
  finished.graph = model->graph;  // nothing is frozen in what comes of it
  add_to_recipe(finished, "taught " + std::to_string(taught->size()) + " own drawings " +
                              std::to_string(result.repeats) + " times each with " +
                              std::to_string(result.pictures) +
                              " pictures: " + recipe_of(trainer.options(), data_without_place(data)) +
                              (options.freeze.empty() ? "" : ", frozen up to " + options.freeze));
  const auto temperature = calibrate(finished, *held_out, pool, stop);
  if (!temperature) return std::nullopt;
  result.temperature = *temperature;
  if (!examination.of(finished, after, result.held_out.after)) return std::nullopt;
  result.held_out.count = held_out->size();
  for (std::size_t i = 0; i < own.size(); ++i)
    result.drawings.push_back({drawings->label(i), is_left_out(i, options.leave_out), before[i], after[i]});
  result.after = std::make_shared<const Model>(std::move(finished));
  return result;
}

}  // namespace convlens
