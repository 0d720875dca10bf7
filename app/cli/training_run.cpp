#include "app/cli/training_run.h"

#include "app/cli/model_data.h"
#include "app/cli/models.h"
#include "core/base/error.h"
#include "core/data/mixed.h"
#include "core/model/presets.h"
#include "core/study/variant_graph.h"
#include "core/training/checkpoint.h"
#include "core/training/recipe.h"

namespace convlens::app {
namespace {

// SGD's default of 0.05 makes Adam diverge; Kingma & Ba's own.
constexpr float kAdamLearningRate = 0.001f;

TrainingOptions options_of(const TrainArguments& a, const CommonOptions& common) {
  TrainingOptions options;
  options.epochs = a.epochs;
  options.batch = a.batch;
  options.optimizer.kind = parse_optimizer(a.optimizer);
  options.optimizer.learning_rate = options.optimizer.kind == OptimizerKind::adam && !a.learning_rate_given
                                        ? kAdamLearningRate
                                        : a.learning_rate;
  options.optimizer.momentum = a.momentum;
  options.optimizer.weight_decay = a.weight_decay;
  options.schedule = parse_schedule(a.schedule);
  options.augment = parse_augment(a.augment);
  options.hold_out = a.hold_out;
  options.scribbles = a.scribbles;
  options.ema = a.ema;
  options.seed = common.seed;
  options.threads = common.threads;
  return options;
}

/// The preset as --variant changes it, with random weights.
Model random_model(const TrainArguments& a, const Preset& preset, std::uint64_t seed) {
  if (a.variant.empty()) return initialised_model(preset.build(), seed);
  const Variant variant = parse_variant(a.variant);
  if (variant.batch) throw WrongUsage("--variant: here the batch has an option of its own; give --batch");
  Model model = initialised_model(build_variant(*preset.build(), variant), seed);
  add_to_recipe(model, "variant " + to_string(variant));
  return model;
}

Model starting_model(const TrainArguments& a, const TrainingOptions& options) {
  const Preset* preset = find_preset(a.model);
  if (!a.variant.empty() && (preset == nullptr || a.transfer.any()))
    throw WrongUsage("--variant makes a new network with random weights; give a preset's name as --model" +
                     std::string(a.transfer.any() ? ", without --new-head and --freeze" : ""));
  // What is transferred are trained weights: random layers would only be frozen at random.
  const bool random = preset != nullptr && !a.transfer.any();
  Model model = random ? random_model(a, *preset, options.seed) : load_model(a.model);
  if (preset != nullptr && !random) complain(a.model + ": begins with its shipped weights, to be transferred");
  add_recipe(model, options, a.data);
  if (preset != nullptr) model.metadata["preset"] = preset->name;
  return model;
}

template <typename T>
void require_same(bool given, const char* option, const T& asked, const T& began) {
  if (given && asked != began)
    throw WrongUsage(std::string(option) + ": this training began with another value; leave the option out");
}

void require_agreement(const TrainArguments& a, const TrainingOptions& asked, const TrainingOptions& began) {
  require_same(a.epochs_given, "--epochs", asked.epochs, began.epochs);
  require_same(a.batch_given, "--batch", asked.batch, began.batch);
  require_same(a.optimizer_given, "--optimizer", asked.optimizer.kind, began.optimizer.kind);
  require_same(a.learning_rate_given, "--lr", asked.optimizer.learning_rate, began.optimizer.learning_rate);
  require_same(a.momentum_given, "--momentum", asked.optimizer.momentum, began.optimizer.momentum);
  require_same(a.weight_decay_given, "--weight-decay", asked.optimizer.weight_decay,
               began.optimizer.weight_decay);
  require_same(a.schedule_given, "--schedule", asked.schedule, began.schedule);
  require_same(a.augment_given, "--augment", asked.augment, began.augment);
  require_same(a.hold_out_given, "--hold-out", asked.hold_out, began.hold_out);
  require_same(a.scribbles_given, "--scribbles", asked.scribbles, began.scribbles);
  require_same(a.ema_given, "--ema", asked.ema, began.ema);
  require_same(a.seed_given, "--seed", asked.seed, began.seed);
}

std::shared_ptr<const Samples> held_out_of(std::shared_ptr<const Samples> samples,
                                           const TrainingOptions& options) {
  return options.hold_out == 0 ? nullptr : part_of(std::move(samples), options.hold_out, Part::held_out);
}

TrainingRun resume(const TrainArguments& a, const CommonOptions& common) {
  Checkpoint checkpoint = load_checkpoint(a.resume);
  require_agreement(a, options_of(a, common), checkpoint.options);
  checkpoint.options.threads = common.threads;
  TrainingRun run{
      .data = a.data_given ? a.data : checkpoint.data, .model_word = a.resume, .trainer = nullptr};
  auto samples =
      open_for_model(run.data, Split::training, checkpoint.model, a.resume, checkpoint.options.seed);
  tell_notes(*samples);
  run.held_out = held_out_of(samples, checkpoint.options);
  run.trainer =
      std::make_unique<Trainer>(std::move(checkpoint.model), std::move(samples), checkpoint.options);
  run.history = std::move(checkpoint.history);
  try {
    run.trainer->restore(checkpoint.state);
  } catch (const Error& error) {
    throw Error(error.kind(), a.resume, error.found(), error.expected());
  }
  return run;
}

}  // namespace

TrainingRun begin_training(const TrainArguments& a, const CommonOptions& common) {
  if (!a.resume.empty()) return resume(a, common);
  const TrainingOptions options = options_of(a, common);
  Model model = starting_model(a, options);
  std::shared_ptr<const Model> before;
  if (a.transfer.any()) {
    before = std::make_shared<const Model>(
        adapted(model, {.new_head = a.transfer.new_head}, a.data, options.seed));
    model = adapted(*before, {.freeze = a.transfer.freeze}, a.data, options.seed);
  }
  auto samples = open_for_model(a.data, Split::training, model, a.model, options.seed);
  tell_notes(*samples);
  auto held_out = held_out_of(samples, options);
  return {.data = a.data,
          .model_word = a.model,
          .trainer = std::make_unique<Trainer>(std::move(model), std::move(samples), options),
          .held_out = std::move(held_out),
          .before = std::move(before)};
}

std::filesystem::path checkpoint_place(const std::filesystem::path& out) {
  return out.parent_path() / (out.stem().string() + ".checkpoint.safetensors");
}

}  // namespace convlens::app
