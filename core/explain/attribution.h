#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/model/run.h"

namespace convlens {

/// Which class is explained, and how; each method takes what concerns it.
struct AttributionOptions {
  std::optional<int> label = std::nullopt;  ///< none: the class with the highest score
  /// Grad-CAM: the node whose maps are weighed; -1: the last convolution's activation after its nonlinearity.
  int layer = -1;
  int steps = 50;  ///< integrated gradients: points along the path
};

/// What a method says of every pixel of the input, for the score of one class: its value before the softmax.
struct Attribution {
  Shape shape;                ///< 1 x height x width, or the input's own where each colour counts for itself
  std::vector<float> values;  ///< (c, h, w)
  int label = 0;
  double score = 0;
  int layer = kGraphInput;  ///< Grad-CAM: whose maps were weighed
  /// Integrated gradients: the score of the black picture, and what the sum of the values differs from the difference
  /// of the two scores by.
  double baseline_score = 0, residue = 0;
  bool complete = true;  ///< false: stopped, the values mean nothing
};

/// activations: the run of one picture. The same values with any number of threads. Throws Error(bad_value) for a
/// label or a layer that the model does not have, and for a batch of several.
using AttributionMethod = Attribution (*)(const Model& model, const Activations& activations, const AttributionOptions& options,
                                  ThreadPool* pool, std::stop_token stop, const ProgressCallback& progress);

/// The label asked for, else the one with the highest score, the lowest index if several. Throws Error(bad_value) for
/// a label that the model does not have, and for a batch of several.
int explained_label(const Graph& graph, const Activations& activations, std::optional<int> label);
/// A class's score in one sample.
double score_of(const Graph& graph, const Activations& activations, int label, int sample = 0);
/// The signal from which a walk down gives the gradient of the class's score, in each sample of a batch.
Tensor<float> score_seed(const Graph& graph, int label, int batch = 1);

}  // namespace convlens
