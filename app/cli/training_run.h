#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "app/cli/command.h"
#include "app/cli/transfer.h"
#include "core/data/dataset.h"
#include "core/training/history.h"
#include "core/training/trainer.h"

namespace convlens::app {

struct TrainArguments {
  std::string data, model, variant, resume, augment = "none", optimizer = "sgd", schedule = "cosine";
  std::filesystem::path out;
  TransferArguments transfer;
  int epochs = 2, batch = 64;
  float learning_rate = 0.05f, momentum = 0.9f, weight_decay = 0.0f;
  int hold_out = 0;
  float scribbles = 0, ema = 0;
  int evaluate_every = 1;           ///< epochs; 0: only at the end
  double checkpoint_every = 60;     ///< seconds
  std::filesystem::path snapshots;  ///< folder; empty: none are kept
  std::int64_t snapshot_every = 0;  ///< steps; 0: film_interval's
  /// Which of the options that decide the result were given by name (with --resume they must agree).
  bool data_given = false, epochs_given = false, batch_given = false, learning_rate_given = false,
       momentum_given = false, weight_decay_given = false, optimizer_given = false, schedule_given = false,
       augment_given = false, hold_out_given = false, scribbles_given = false, ema_given = false,
       seed_given = false;
};

/// A training about to start or to go on.
struct TrainingRun {
  std::string data;        ///< the data set's word
  std::string model_word;  ///< for messages
  std::unique_ptr<Trainer> trainer;
  TrainingHistory history = {};                       ///< of the steps before, where it goes on
  std::shared_ptr<const Samples> held_out = nullptr;  ///< what --hold-out keeps from training; none: null
  std::shared_ptr<const Model> before =
      nullptr;  ///< transfer learning: what the training began with, nothing frozen
};

/// From random weights (a preset), from a file's weights, or from a checkpoint. Opens the training split
/// only.
TrainingRun begin_training(const TrainArguments& arguments, const CommonOptions& common);

/// Beside the model's file: "F's stem.checkpoint.safetensors".
std::filesystem::path checkpoint_place(const std::filesystem::path& out);

}  // namespace convlens::app
