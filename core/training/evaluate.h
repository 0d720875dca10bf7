#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/data/samples.h"
#include "core/model/model.h"

namespace convlens {

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

  double accuracy() const { return count == 0 ? 0.0 : static_cast<double>(correct) / static_cast<double>(count); }
};

/// nullopt: stopped. Throws Error(shape_mismatch) when the data does not fit the model.
std::optional<Evaluation> evaluate(const Model& model, const Samples& samples, ThreadPool& pool,
                                   std::stop_token stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
