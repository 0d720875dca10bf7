#include "core/explain/grad_cam.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"

namespace convlens {
namespace {

int chosen_layer(const Graph& graph, int layer) {
  if (layer == -1) layer = graph.last_convolution_activation();
  if (layer < 0 || layer > graph.logits())
    throw Error(ErrorKind::bad_value, "layer", layer < 0 ? "none with a convolution" : graph.node(layer).name,
                "a layer with maps, below the scores");
  if (graph.shape_of(layer).is_vector())
    throw Error(ErrorKind::bad_value, "layer", graph.node(layer).name + ", which has no height and width",
                "a layer with maps");
  return layer;
}

/// The spatial mean of the derivative, a map.
std::vector<double> weights_of(const Tensor<float>& derivative) {
  const auto maps = static_cast<std::size_t>(derivative.shape().channels);
  std::vector<double> weights(maps, 0.0);
  for (std::size_t i = 0; i < derivative.size(); ++i) weights[i % maps] += static_cast<double>(derivative.data()[i]);
  for (double& weight : weights) weight *= static_cast<double>(maps) / static_cast<double>(derivative.size());
  return weights;
}

/// Between which two squares of a row of `size` a place lies, and how near the second.
struct Between {
  int first, second;
  double share;
};
Between between(int index, int size, int new_size) {
  const double place = (index + 0.5) * size / new_size - 0.5;
  const int first = static_cast<int>(std::floor(place));
  return {std::clamp(first, 0, size - 1), std::clamp(first + 1, 0, size - 1), place - first};
}

}  // namespace

std::vector<float> resized_bilinear(const std::vector<float>& map, int height, int width, int new_height,
                                    int new_width) {
  const auto at = [&](int y, int x) {
    return static_cast<double>(map[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]);
  };
  std::vector<float> result;
  result.reserve(static_cast<std::size_t>(new_height) * static_cast<std::size_t>(new_width));
  for (int y = 0; y < new_height; ++y) {
    const Between row = between(y, height, new_height);
    for (int x = 0; x < new_width; ++x) {
      const Between column = between(x, width, new_width);
      const auto mixed = [&](int r) { return at(r, column.first) + column.share * (at(r, column.second) - at(r, column.first)); };
      result.push_back(static_cast<float>(mixed(row.first) + row.share * (mixed(row.second) - mixed(row.first))));
    }
  }
  return result;
}

Attribution grad_cam(const Model& model, const Activations& activations, const AttributionOptions& options, ThreadPool*,
                     std::stop_token, const ProgressCallback&) {
  const Graph& graph = *model.graph;
  Attribution result;
  result.label = explained_label(graph, activations, options.label);
  result.score = score_of(graph, activations, result.label);
  result.layer = chosen_layer(graph, options.layer);
  Gradients gradients;
  const Tensor<float> seed = score_seed(graph, result.label);
  backward(model, activations, graph.logits(), seed.view(), gradients);

  const Shape &coarse = graph.shape_of(result.layer), &input = graph.input_shape();
  std::vector<float> sums(static_cast<std::size_t>(coarse.height) * static_cast<std::size_t>(coarse.width), 0.0f);
  // A layer beside the way to the scores (a branch that ends) says nothing.
  if (gradients.reached[static_cast<std::size_t>(result.layer)]) {
    const std::vector<double> weights = weights_of(gradients.of(result.layer));
    const float* value = activations.of(result.layer).data();
    for (float& sum : sums) {
      double weighed = 0;
      for (const double weight : weights) weighed += weight * static_cast<double>(*value++);
      sum = static_cast<float>(std::max(0.0, weighed));
    }
  }
  result.shape = {1, input.height, input.width};
  result.values = resized_bilinear(sums, coarse.height, coarse.width, input.height, input.width);
  return result;
}

}  // namespace convlens
