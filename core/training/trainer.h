#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/data/augment.h"
#include "core/data/samples.h"
#include "core/model/model.h"
#include "core/training/optimizer.h"
#include "core/training/schedule.h"

namespace convlens {

struct TrainingOptions {
  int epochs = 2;
  int batch = 64;
  OptimizerOptions optimizer;
  Schedule schedule = Schedule::cosine;
  AugmentOptions augment;
  int hold_out = 0;     ///< every nth picture is kept from training (core/data/mixed.h); 0: none
  float scribbles = 0;  ///< this share of the pictures gives way to scribbles, which no class shall answer to
  float ema = 0;        ///< decay of the moving average of the weights (weight_average.h), below 1; 0: no average
  std::uint64_t seed = 1;
  int threads = 0;  ///< 0: all cores. Never changes a bit of the result.
  ThreadPriority priority = ThreadPriority::normal;
};

struct StepRecord {
  std::int64_t step = 0;  ///< steps done, this one included
  int epoch = 0;          ///< 0-based
  float loss = 0;         ///< mean cross-entropy of the batch, natural logarithm
  int correct = 0;
  int count = 0;
  float learning_rate = 0;
};

/// Everything beside the options that a resumed run needs for the same bits (random numbers are keyed by epoch and
/// sample, so a position is enough).
struct TrainingState {
  std::int64_t step = 0;
  AlignedVector<float> parameters;
  std::vector<AlignedVector<float>> optimizer_moments;
  AlignedVector<float> average;  ///< of the parameters; empty without ema
  double epoch_loss = 0;  ///< sums over the samples of the epoch so far
  std::int64_t epoch_correct = 0, epoch_count = 0;
};

/// One training run, advanced a step at a time by whoever owns it (the worker thread, the command line, a test).
/// A batch is cut into a fixed number of chunks and gradients are added in chunk order: the same bits with any
/// number of threads.
class Trainer {
 public:
  Trainer(Model model, std::shared_ptr<const Samples> data, TrainingOptions options);
  ~Trainer();

  std::int64_t steps_per_epoch() const;
  std::int64_t total_steps() const;
  std::int64_t steps_done() const;
  bool finished() const { return steps_done() >= total_steps(); }
  bool at_epoch_end() const { return steps_done() > 0 && steps_done() % steps_per_epoch() == 0; }

  StepRecord step();

  /// What is shown, measured and saved: the average of the weights where ema asks for one, else the weights.
  const Model& model() const;
  std::shared_ptr<const Model> snapshot() const;
  const TrainingOptions& options() const;
  /// Means over the epoch that the last step belongs to.
  struct EpochMeans {
    double loss = 0, accuracy = 0;
  };
  EpochMeans epoch_means() const;

  TrainingState state() const;
  /// Throws Error(bad_value) when the state does not fit the model.
  void restore(const TrainingState& state);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// One line of words for metadata and logs: everything that decides the result, nothing that does not.
std::string recipe_of(const TrainingOptions& options, const std::string& data);

}  // namespace convlens
