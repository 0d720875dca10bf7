#include "core/study/lab.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/data/mixed.h"
#include "core/study/variant_graph.h"
#include "core/training/evaluate.h"
#include "core/training/recipe.h"

namespace convlens {
namespace {

constexpr double kCheckpointSeconds = 10;
constexpr double kTrainingPerSave = 10;  // a pause, which saves, takes at most about a tenth of the time

double seconds_since(std::chrono::steady_clock::time_point past) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - past).count();
}

void check(const LabSettings& settings, const Samples& training) {
  const Graph& base = *settings.base;
  if (training.shape() != base.input_shape())
    throw Error(ErrorKind::shape_mismatch, settings.data, "pictures of " + to_string(training.shape()),
                to_string(base.input_shape()) + " as " + settings.model + " takes them");
  const auto refuse = [](const std::string& found, const std::string& expected) {
    throw Error(ErrorKind::bad_value, "lab", found, expected);
  };
  if (settings.variants.empty()) refuse("no variant at all", "at least one");
  if (settings.variants.size() > kMostVariants)
    refuse(std::to_string(settings.variants.size()) + " variants",
           "at most " + std::to_string(kMostVariants));
  std::set<std::string> texts;
  for (const Variant& variant : settings.variants)
    if (!texts.insert(to_string(variant)).second)
      refuse("the variant " + to_string(variant) + " twice", "each once");
  if (training.size() < kLabHoldOut)
    refuse(std::to_string(training.size()) + " images",
           "at least " + std::to_string(kLabHoldOut) + ", of which one is held out");
}

}  // namespace

Lab::Lab(const LabSettings& settings, std::shared_ptr<const Samples> training,
         std::shared_ptr<const Samples> test, std::filesystem::path folder, int threads,
         ThreadPriority priority)
    : folder_(std::move(folder)), test_(std::move(test)), threads_(threads), priority_(priority) {
  training_ = settings.images > 0 ? first_of(std::move(training), settings.images) : std::move(training);
  check(settings, *training_);
  held_out_ = part_of(training_, kLabHoldOut, Part::held_out);
  few_held_out_ = first_of(held_out_, kDeadImages);
  for (const Variant& variant : settings.variants)
    untrained_variant(*settings.base, variant);  // all can be built
  lock_.emplace(folder_.lock());
  folder_.claim(settings);
  state_ = folder_.state();
  for (std::size_t i = 0; i < state_.variants.size(); ++i)
    state_.variants[i].total_steps = steps_per_epoch(i) * settings.epochs;
}

TrainingOptions Lab::options_of(const Variant& variant) const {
  TrainingOptions options;
  options.epochs = state_.settings.epochs;
  options.batch = variant.batch.value_or(options.batch);
  options.hold_out = kLabHoldOut;
  options.seed = state_.settings.seed;
  options.threads = threads_;
  options.priority = priority_;
  return options;
}

std::int64_t Lab::steps_per_epoch(std::size_t variant) const {
  const auto pictures = static_cast<std::int64_t>(training_->size() - held_out_->size());
  const std::int64_t batch = options_of(state_.variants[variant].variant).batch;
  return (pictures + batch - 1) / batch;
}

std::optional<std::size_t> Lab::next() const {
  std::optional<std::size_t> chosen;
  std::int64_t fewest = 0;
  for (std::size_t i = 0; i < state_.variants.size(); ++i) {
    const LabVariant& one = state_.variants[i];
    if (one.finished()) continue;
    const std::int64_t epochs =
        one.progress.looks.empty() ? 0 : one.progress.looks.back().step / steps_per_epoch(i);
    if (chosen && epochs >= fewest) continue;
    chosen = i;
    fewest = epochs;
  }
  return chosen;
}

void Lab::open(std::size_t variant) {
  if (current_ == variant && trainer_) return;
  trainer_.reset();  // its memory first
  const Variant& changes = state_.variants[variant].variant;
  const TrainingOptions options = options_of(changes);
  if (auto kept = folder_.load(variant)) {
    trainer_ = std::make_unique<Trainer>(std::move(kept->checkpoint.model), training_, options);
    trainer_->restore(kept->checkpoint.state);
    state_.variants[variant].progress = kept->progress;
  } else {
    Model model = initialised_model(build_variant(*state_.settings.base, changes), options.seed);
    model.metadata["variant"] = to_string(changes) + " of " + state_.settings.model;
    add_recipe(model, options, state_.settings.data);
    trainer_ = std::make_unique<Trainer>(std::move(model), training_, options);
    state_.variants[variant].progress = {};
  }
  current_ = variant;
  saved_ = Clock::now();
}

void Lab::save() {
  if (!unsaved_) return;
  const auto begin = Clock::now();
  folder_.save(*current_,
               {.model = trainer_->model(),
                .options = trainer_->options(),
                .state = trainer_->state(),
                .data = state_.settings.data},
               state_.variants[*current_].progress, trainer_->total_steps());
  unsaved_ = false;
  saved_ = Clock::now();
  save_seconds_ = seconds_since(begin);
}

void Lab::step() {
  LabProgress& progress = state_.variants[*current_].progress;
  const auto begin = Clock::now();
  const StepRecord record = trainer_->step();
  progress.seconds += seconds_since(begin);
  progress.step = record.step;
  progress.loss_sum += static_cast<double>(record.loss) * record.count;
  progress.loss_count += record.count;
  unsaved_ = true;
}

/// At a few evenly spaced steps of each epoch, its last among them.
bool Lab::look_is_due() const {
  const LabVariant& one = state_.variants[*current_];
  if (one.progress.step == 0 || one.looked()) return false;
  const std::int64_t steps = trainer_->steps_per_epoch(), epochs = trainer_->options().epochs;
  const std::int64_t looks = std::clamp<std::int64_t>((kLabLooks + epochs - 1) / epochs, 1, steps);
  const std::int64_t within = (one.progress.step - 1) % steps + 1;
  const std::int64_t nearest = (within * looks + steps - 1) / steps;  // the first look at or after this step
  return nearest * steps / looks == within;
}

bool Lab::look(ThreadPool& pool, const std::stop_token& stop) {
  LabVariant& one = state_.variants[*current_];
  LabProgress& progress = one.progress;
  const auto evaluation = evaluate(trainer_->model(), *held_out_, pool, stop);
  if (!evaluation) return false;
  auto dead = count_dead_maps(trainer_->model(), *few_held_out_, pool, stop);
  if (!dead) return false;
  if (trainer_->finished() && test_) {
    const auto test = evaluate(trainer_->model(), *test_, pool, stop);
    if (!test) return false;
    progress.test = test->accuracy();
  }
  progress.looks.push_back(
      {.step = progress.step,
       .epochs = static_cast<double>(progress.step) / static_cast<double>(trainer_->steps_per_epoch()),
       .loss = progress.loss_sum / static_cast<double>(std::max<std::int64_t>(1, progress.loss_count)),
       .held_out = evaluation->accuracy(),
       .seconds = progress.seconds,
       .dead = std::move(*dead)});
  progress.loss_sum = 0;
  progress.loss_count = 0;
  one.filters = first_filters(trainer_->model());
  unsaved_ = true;
  return true;
}

Lab::End Lab::run(ThreadPool& pool, const std::stop_token& stop, const LabCallbacks& callbacks,
                  double seconds) {
  const auto begin = Clock::now();
  const auto end = [this](End how) {
    save();
    return how;
  };
  while (const auto variant = next()) {
    open(*variant);
    for (;;) {
      if (look_is_due()) {
        if (!look(pool, stop)) return end(End::stopped);
        if (trainer_->at_epoch_end()) save();
        if (callbacks.looked) callbacks.looked(*variant);
        if (trainer_->at_epoch_end()) break;
      }
      if (stop.stop_requested()) return end(End::stopped);
      step();
      if (callbacks.progressed) callbacks.progressed(state_.done());
      if (seconds_since(saved_) >= kCheckpointSeconds) save();
      const double enough = seconds > 0 ? std::max(seconds, kTrainingPerSave * save_seconds_) : 0;
      if (seconds_since(begin) >= enough) return end(End::paused);
    }
  }
  trainer_.reset();
  current_.reset();
  return End::finished;
}

}  // namespace convlens
