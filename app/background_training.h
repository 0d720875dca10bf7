#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <variant>

#include "app/cli/transfer.h"
#include "app/training_control.h"
#include "app/training_news.h"
#include "app/training_pace.h"
#include "core/model/presets.h"
#include "core/study/film.h"
#include "core/training/history.h"
#include "core/training/trainer.h"

namespace convlens::app {

struct TrainingJob {
  /// Random weights of a preset; the weights of a model; or a checkpoint, whose data and options then count.
  std::variant<const Preset*, std::shared_ptr<const Model>, std::filesystem::path> from;
  std::string title;  ///< what the user calls the model
  std::string data;   ///< the data set's word (CLI.md)
  TrainingOptions options;
  TransferArguments transfer = {};   ///< of the weights of a model only
  std::filesystem::path checkpoint;  ///< where this training keeps its own; the folder is created
};

/// One training from loading to its end, on the thread that calls run(). Its checkpoint is written at every epoch's
/// end, every kCheckpointSeconds and when it is stopped, and removed when the last epoch is done.
class BackgroundTraining {
 public:
  BackgroundTraining(TrainingJob job, TrainingControl& control, TrainingNewsBox& news, std::function<void()> ring);
  /// Throws what opening the data and the checkpoint throw.
  TrainingEnd run();

  static constexpr double kCheckpointSeconds = 10;
  /// News go out at most this often: once every few frames of the window.
  static constexpr double kNewsSeconds = 0.05;

 private:
  using Clock = std::chrono::steady_clock;

  void load();
  /// Stopped after an epoch's last step and before its evaluation.
  bool epoch_is_open() const;
  void step();
  /// False: stopped in the middle of the evaluation.
  bool finish_epoch();
  std::optional<double> test_accuracy(bool& stopped);
  void save();
  void publish(ui::TrainingPhase phase);
  void publish_weights();
  /// Takes a snapshot where one is wanted, or of the last step.
  void record(bool last = false);
  double seconds_left() const;

  TrainingJob job_;
  TrainingControl& control_;
  TrainingNewsBox& news_;
  std::function<void()> ring_;

  std::optional<Trainer> trainer_;
  std::shared_ptr<const Model> before_;  ///< what transfer learning began with; none: from random weights, or resumed
  std::shared_ptr<const Samples> test_;
  bool test_missing_ = false, save_failed_ = false;
  TrainingHistory history_;
  FilmRecorder film_;
  bool film_told_ = true;
  ui::TrainingStatus pending_;
  TrainingPace pace_;
  double epoch_seconds_ = 0;
  std::int64_t epoch_images_ = 0;
  Clock::time_point published_, snapped_, saved_;
};

}  // namespace convlens::app
