#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/data/samples.h"
#include "core/model/model.h"

namespace convlens {

struct ProbeOptions {
  std::size_t images = 10'000;  ///< of the training split, for the linear classifier
  int epochs = 5;
  /// Of each split, for the neighbours and the support vector machine, whose work grows with the square.
  std::size_t subset = 1'000;
  int neighbours = 5;
  std::uint64_t seed = 1;
  /// This one only (kGraphInput: the pixels), and everybody learns from and answers the same images, the subset: the
  /// classifiers of a network whose layers up to here were kept, side by side with what was trained on top.
  std::optional<int> layer = std::nullopt;
};

/// How well a simple classifier does with the values of one layer: what the layer has made easy.
struct LayerProbe {
  int node = -1;  ///< kGraphInput: the pixels
  std::size_t features = 0;
  double linear = 0;           ///< accuracy on all test images
  double neighbours = 0;       ///< on the subset
  double support_vectors = 0;  ///< on the subset
};
struct ProbeResult {
  std::size_t images = 0, test_images = 0, subset = 0, subset_test = 0;  ///< that were used
  std::vector<LayerProbe> layers;                                       ///< in the order of the graph
  /// How much of the test images the network itself answers right, the first of its largest outputs counting; none where
  /// its outputs are not the data's classes.
  std::optional<double> network = std::nullopt;
  bool complete = false;  ///< false: stopped; what is there is not to be used
};

/// The layers that a probe looks at: the input and every node but those that only move values.
std::vector<int> probed_layers(const Graph& graph);

/// REFERENCE.md "Linear probe", for all layers at once; learns from the training split only. The same result with any
/// number of threads. Throws Error(shape_mismatch) for data that does not fit, Error(no_data) for none.
ProbeResult probe_layers(const Model& model, const Samples& training, const Samples& test, const ProbeOptions& options,
                         ThreadPool& pool, const std::stop_token& stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
