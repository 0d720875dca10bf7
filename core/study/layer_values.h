#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/data/samples.h"
#include "core/model/run.h"

namespace convlens {

/// Some samples on their way through a network; its memory serves the next ones, too.
struct SampleRun {
  Tensor<float> input;
  Activations activations;           ///< of all nodes
  std::vector<std::int32_t> labels;  ///< one a sample

  void run(const Model& model, const Samples& samples, std::span<const std::uint32_t> indices);
  /// The network's own answer to one of them: the largest output, the first if several.
  std::int32_t predicted(const Graph& graph, std::size_t sample) const;
};

/// What one layer makes of some samples.
struct LayerValues {
  std::size_t features = 0;
  std::vector<float> rows;           ///< (samples, features), in the order of the indices; features as NHWC
  std::vector<std::int32_t> labels;  ///< one a sample
  std::vector<std::int32_t> predicted;  ///< SampleRun::predicted
};

/// A layer as people name it, "input" being the graph's input, kGraphInput; and back. find_layer throws as
/// Graph::find().
std::string layer_name(const Graph& graph, int node);
int find_layer(const Graph& graph, const std::string& name);

/// Throws Error(shape_mismatch) for pictures that do not fit the model, Error(no_data) for none.
void require_pictures(const Model& model, const Samples& samples);

/// node: kGraphInput for the pixels. The same with any number of threads; nullopt: stopped. Throws as
/// require_pictures().
std::optional<LayerValues> layer_values(const Model& model, const Samples& samples,
                                        std::span<const std::uint32_t> indices, int node, ThreadPool& pool,
                                        const std::stop_token& stop = {},
                                        const ProgressCallback& progress = {});

}  // namespace convlens
