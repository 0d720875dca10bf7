#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>

#include "app/cli/json_line.h"
#include "app/cli/model_data.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/snapshot_folder.h"
#include "app/cli/stop_on_interrupt.h"
#include "app/cli/training_run.h"
#include "core/base/error.h"
#include "core/data/augment.h"
#include "core/formats/onnx.h"
#include "core/training/calibrate.h"
#include "core/training/checkpoint.h"
#include "core/training/evaluate.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr float kLongestMemory = 0.99999f;  // a decay of 1 would never forget the random weights

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The test split, opened when it is first needed: nothing of it can reach the training. Where it cannot be
/// read, training goes on without its accuracy, and says so once.
class TestAccuracy {
 public:
  TestAccuracy(const TrainingRun& run, int threads) : run_(run), threads_(threads) {}

  /// nullopt: stopped, or there is no test split.
  std::optional<double> of(const Model& model, std::stop_token stop) {
    if (failed_) return std::nullopt;
    try {
      if (!samples_) {
        samples_ =
            open_for_model(run_.data, Split::test, model, run_.model_word, run_.trainer->options().seed);
        tell_notes(*samples_);
      }
      ProgressBar bar("test");
      ThreadPool pool(threads_);
      const auto result = evaluate(model, *samples_, pool, stop, bar.callback());
      if (result) return result->accuracy();
    } catch (const std::exception& failure) {
      complain(failure);
      complain("training goes on without the accuracy on the test split");
      failed_ = true;
    }
    return std::nullopt;
  }

 private:
  const TrainingRun& run_;
  int threads_;
  std::shared_ptr<const Samples> samples_;
  bool failed_ = false;
};

struct EpochReport {
  EpochRecord epoch;
  int epochs = 0;
  std::optional<double> held_out;
};

void print_report(const EpochReport& report, bool as_json) {
  const EpochRecord& epoch = report.epoch;
  if (as_json) {
    print_json({{"epoch", epoch.epoch},
                {"loss", epoch.loss},
                {"train_accuracy", epoch.train_accuracy},
                {"held_out_accuracy", report.held_out ? Json(*report.held_out) : Json(nullptr)},
                {"test_accuracy", epoch.test_accuracy ? Json(*epoch.test_accuracy) : Json(nullptr)},
                {"images_per_second", epoch.images_per_second}});
    return;
  }
  std::printf("epoch %d of %d: loss %.5f, train %.2f %%", epoch.epoch, report.epochs, epoch.loss,
              100 * epoch.train_accuracy);
  if (report.held_out) std::printf(", held out %.2f %%", 100 * *report.held_out);
  if (epoch.test_accuracy) std::printf(", test %.2f %%", 100 * *epoch.test_accuracy);
  std::printf(", %.0f images/s\n", epoch.images_per_second);
  std::fflush(stdout);
}

/// One run of the command, from the first step to the file.
class Training {
 public:
  Training(const TrainArguments& arguments, const CommonOptions& common)
      : arguments_(arguments),
        common_(common),
        checkpoint_(checkpoint_place(arguments.out)),
        run_(begin_training(arguments, common)),
        trainer_(*run_.trainer),
        test_(run_, common.threads),
        snapshots_(arguments.snapshots, arguments.snapshot_every, *run_.trainer) {}

  int run() {
    const StopOnInterrupt interrupt;
    ProgressBar bar("train");
    saved_ = Clock::now();
    snapshots_.look();
    while (!trainer_.finished()) {
      step();
      snapshots_.look();
      bar.show(static_cast<std::size_t>(trainer_.steps_done()),
               static_cast<std::size_t>(trainer_.total_steps()));
      if (trainer_.at_epoch_end()) {
        bar.clear();
        if (trainer_.finished()) finish();
        end_epoch(interrupt.token());
      }
      if (trainer_.finished()) break;
      if (interrupt.requested()) return stop();
      if (seconds_since(saved_) >= arguments_.checkpoint_every) save_state();
    }
    if (trainer_.finished() && !written_) finish();  // resumed after the last step
    if (run_.before) print_moves(*run_.before, trainer_.model(), common_.json);
    if (!common_.json) std::printf("saved %s\n", arguments_.out.c_str());
    return kSuccess;
  }

 private:
  void step() {
    const auto start = Clock::now();
    const StepRecord record = trainer_.step();
    epoch_seconds_ += seconds_since(start);
    epoch_images_ += record.count;
    run_.history.add(record);
  }

  void end_epoch(std::stop_token stop) {
    const std::int64_t epoch = trainer_.steps_done() / trainer_.steps_per_epoch();
    const bool wanted =
        trainer_.finished() || (arguments_.evaluate_every > 0 && epoch % arguments_.evaluate_every == 0);
    EpochReport report;
    const Trainer::EpochMeans means = trainer_.epoch_means();
    report.epoch = {.epoch = static_cast<int>(epoch), .loss = means.loss, .train_accuracy = means.accuracy};
    report.epochs = trainer_.options().epochs;
    if (wanted && run_.held_out) report.held_out = accuracy_on_held_out(stop);
    if (wanted) report.epoch.test_accuracy = test_.of(trainer_.model(), stop);
    report.epoch.images_per_second =
        epoch_seconds_ > 0 ? static_cast<double>(epoch_images_) / epoch_seconds_ : 0.0;
    run_.history.add(report.epoch);
    print_report(report, common_.json);
    epoch_seconds_ = 0;
    epoch_images_ = 0;
  }

  std::optional<double> accuracy_on_held_out(std::stop_token stop) {
    ProgressBar bar("held out");
    ThreadPool pool(common_.threads);
    const auto result = evaluate(trainer_.model(), *run_.held_out, pool, stop, bar.callback());
    return result ? std::optional(result->accuracy()) : std::nullopt;
  }

  /// The finished network, its confidence set by the pictures that were held out.
  Model calibrated() const {
    Model model = trainer_.model();
    if (!run_.held_out) return model;
    ThreadPool pool(common_.threads);
    const auto calibration = measure_calibration(model, *run_.held_out, pool);
    if (calibration) apply_calibration(model, *calibration, trainer_.options().scribbles > 0);
    return model;
  }

  void save_state() {
    save_checkpoint(checkpoint_, {.model = trainer_.model(),
                                  .options = trainer_.options(),
                                  .state = trainer_.state(),
                                  .data = run_.data,
                                  .history = run_.history});
    saved_ = Clock::now();
  }

  /// Saves before the last test, so that nothing can lose a finished training any more.
  void finish() {
    save_onnx(arguments_.out, calibrated());
    std::error_code ignored;
    fs::remove(checkpoint_, ignored);
    written_ = true;
  }

  int stop() {
    save_state();
    return stopped(std::to_string(trainer_.steps_done()) + " of " + std::to_string(trainer_.total_steps()) +
                   " steps are kept; go on with --resume " + checkpoint_.string());
  }

  const TrainArguments& arguments_;
  const CommonOptions& common_;
  fs::path checkpoint_;
  TrainingRun run_;
  Trainer& trainer_;
  TestAccuracy test_;
  SnapshotFolder snapshots_;
  Clock::time_point saved_;
  double epoch_seconds_ = 0;
  std::int64_t epoch_images_ = 0;
  bool written_ = false;
};

int train(const TrainArguments& arguments, const CommonOptions& common) {
  require_onnx_name(arguments.out);
  if (arguments.resume.empty() && (arguments.data.empty() || arguments.model.empty()))
    throw WrongUsage(
        "train needs --data and --model, or --resume with a checkpoint; see convlens train --help");
  if (!arguments.resume.empty() && arguments.transfer.any())
    throw WrongUsage(
        "--new-head and --freeze: a resumed training has them from its checkpoint; leave them out");
  if (!arguments.resume.empty() && !arguments.variant.empty())
    throw WrongUsage("--variant: a resumed training has its network from its checkpoint; leave it out");
  if (arguments.snapshots.empty() && arguments.snapshot_every > 0)
    throw WrongUsage("--snapshot-every: there is no folder for the snapshots; add --snapshots DIR");
  require_writable(arguments.out);
  return Training(arguments, common).run();
}

std::string augment_check(const std::string& text) {
  try {
    parse_augment(text);
    return {};
  } catch (const Error& error) {
    return error.found() + " will not do, give " + error.expected();
  }
}

}  // namespace

Action declare_train(CLI::App& command, const CommonOptions& common) {
  auto a = std::make_shared<TrainArguments>();
  auto* data = command.add_option("--data", a->data, kDataHelp);
  command.add_option("--model", a->model,
                     "a preset's name (random weights) or an .onnx file (goes on from its weights)");
  command.add_option("--variant", a->variant,
                     "changes of the preset's network as lab has them, for example batch-norm=on,dropout=0.3");
  command.add_option("--out", a->out, "the trained model, an .onnx file")->required();
  auto* epochs = command.add_option("--epochs", a->epochs, "passes over the training images")
                     ->capture_default_str()
                     ->check(above_zero());
  auto* batch =
      command.add_option("--batch", a->batch, "images a step")->capture_default_str()->check(above_zero());
  auto* rate = command.add_option("--lr", a->learning_rate, "learning rate (with adam 0.001)")
                   ->capture_default_str()
                   ->check(zero_or_more());
  auto* momentum = command.add_option("--momentum", a->momentum, "momentum of sgd, beta1 of adam")
                       ->capture_default_str()
                       ->check(CLI::Range(0.0, 1.0));
  auto* decay = command.add_option("--weight-decay", a->weight_decay, "weight decay")
                    ->capture_default_str()
                    ->check(zero_or_more());
  auto* optimizer = command.add_option("--optimizer", a->optimizer, "how weights are moved")
                        ->capture_default_str()
                        ->check(CLI::IsMember({"sgd", "adam"}));
  auto* schedule = command.add_option("--schedule", a->schedule, "how the learning rate changes")
                       ->capture_default_str()
                       ->check(CLI::IsMember({"constant", "cosine", "one-cycle"}));
  auto* augment = command
                      .add_option("--augment", a->augment,
                                  "none, affine, drawings, pictures, or e.g. shift=2,rotate=10,elastic=1.5")
                      ->capture_default_str()
                      ->check(augment_check);
  auto* hold_out = command
                       .add_option("--hold-out", a->hold_out,
                                   "keep every Nth image from training: to choose by, and to calibrate the "
                                   "network's confidence by; 0: none")
                       ->check(zero_or_more());
  auto* scribbles = command
                        .add_option("--scribbles", a->scribbles,
                                    "share of images replaced by scribbles, letters and signs that no class "
                                    "shall answer to (28x28 digits)")
                        ->check(CLI::Range(0.0, 0.9));
  auto* ema = command
                  .add_option("--ema", a->ema,
                              "test and save the exponential moving average of the weights, with this decay "
                              "(0.999 is usual); 0: the weights themselves")
                  ->check(CLI::Range(0.0f, kLongestMemory));
  command.add_flag("--new-head", a->transfer.new_head,
                   "replace the last layer by a new one for the data set's classes");
  command.add_option("--freeze", a->transfer.freeze, "keep all layers up to this one as they are");
  command.add_option("--evaluate-every", a->evaluate_every, "epochs between tests; 0: only at the end")
      ->capture_default_str()
      ->check(zero_or_more());
  command.add_option("--resume", a->resume, "a checkpoint to go on from, with its data, model and options");
  command.add_option("--checkpoint-every", a->checkpoint_every, "seconds between checkpoints")
      ->capture_default_str()
      ->check(zero_or_more());
  command.add_option("--snapshots", a->snapshots,
                     "folder for the weights at moments of the training, for convlens evolution");
  command
      .add_option("--snapshot-every", a->snapshot_every,
                  "steps between snapshots (default: so that they are 24 or fewer); the first and the last "
                  "are kept, too")
      ->check(above_zero());
  const CLI::Option* seed = command.get_option("--seed");
  return [=, &common] {
    a->data_given = data->count() > 0;
    a->epochs_given = epochs->count() > 0;
    a->batch_given = batch->count() > 0;
    a->learning_rate_given = rate->count() > 0;
    a->momentum_given = momentum->count() > 0;
    a->weight_decay_given = decay->count() > 0;
    a->optimizer_given = optimizer->count() > 0;
    a->schedule_given = schedule->count() > 0;
    a->augment_given = augment->count() > 0;
    a->hold_out_given = hold_out->count() > 0;
    a->scribbles_given = scribbles->count() > 0;
    a->ema_given = ema->count() > 0;
    a->seed_given = seed->count() > 0;
    return train(*a, common);
  };
}

}  // namespace convlens::app
