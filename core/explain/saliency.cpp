#include "core/explain/saliency.h"

#include <algorithm>
#include <cmath>

namespace convlens {

Attribution saliency(const Model& model, const Activations& activations, const AttributionOptions& options, ThreadPool*,
                     std::stop_token, const ProgressCallback&) {
  const Graph& graph = *model.graph;
  Attribution result;
  result.label = explained_label(graph, activations, options.label);
  result.score = score_of(graph, activations, result.label);
  Gradients gradients;
  const Tensor<float> seed = score_seed(graph, result.label);
  backward(model, activations, graph.logits(), seed.view(), gradients, {.all_read = false});

  const Shape& input = graph.input_shape();
  result.shape = {1, input.height, input.width};
  result.values.assign(result.shape.size(), 0.0f);
  if (!gradients.input_reached) return result;
  const float* derivative = gradients.input.data();
  for (float& strongest : result.values)
    for (int c = 0; c < input.channels; ++c) strongest = std::max(strongest, std::abs(*derivative++));
  return result;
}

}  // namespace convlens
