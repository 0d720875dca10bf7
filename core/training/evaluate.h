#pragma once
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/data/samples.h"
#include "core/model/model.h"

namespace convlens {

inline constexpr int kConfidenceBins = 15;

/// What the network said to one picture.
struct ClassAnswer {
  int predicted = -1;  ///< -1: not asked yet
  float p = 0;         ///< probability of the predicted class
};
/// The answers to the pictures first, first + 1, ...: in no particular order, but by one thread at a time.
using AnswersCallback = std::function<void(std::size_t first, std::span<const ClassAnswer> answers)>;

struct Evaluation {
  struct Wrong {
    std::size_t index;
    int label, predicted;
    float p;  ///< probability of the predicted class
  };
  std::size_t count = 0, correct = 0;
  std::vector<std::vector<int>> confusion;  ///< [true class][predicted class]
  std::vector<Wrong> wrong;
  double mean_loss = 0;
  /// Expected calibration error: the mean distance between how sure it was and how often it was right, over
  /// kConfidenceBins equal bins of the predicted class's probability, weighted by their counts (Guo et al. 2017).
  double calibration_error = 0;
  /// Pictures of which the model's own rule says that they show no class; nullopt: it has none.
  std::optional<std::size_t> no_class;

  double accuracy() const { return count == 0 ? 0.0 : static_cast<double>(correct) / static_cast<double>(count); }
};

/// nullopt: stopped. Throws Error(shape_mismatch) when the data does not fit the model.
std::optional<Evaluation> evaluate(const Model& model, const Samples& samples, ThreadPool& pool,
                                   std::stop_token stop = {}, const ProgressCallback& progress = {},
                                   const AnswersCallback& answered = {});

}  // namespace convlens
