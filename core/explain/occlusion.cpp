#include "core/explain/occlusion.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/explain/covered_runs.h"
#include "core/explain/rounds.h"

namespace convlens {
namespace {

void check(const Model& model, ConstView<float> input, const OcclusionOptions& options) {
  const Graph& graph = *model.graph;
  const auto at_least_one = [](const char* name, int value) {
    if (value < 1) throw Error(ErrorKind::bad_value, name, std::to_string(value), "1 or more");
  };
  at_least_one("patch", options.patch);
  at_least_one("stride", options.stride);
  if (input.batch != 1)
    throw Error(ErrorKind::bad_value, "input", std::to_string(input.batch) + " images", "one image");
  const int smaller_side = std::min(input.shape.height, input.shape.width);
  if (options.grid == OcclusionGrid::inside && options.patch > smaller_side)
    throw Error(ErrorKind::bad_value, "patch", std::to_string(options.patch),
                "1 to " + std::to_string(smaller_side) + ", so that the square lies inside the image");
  if (options.layer < -1 || options.layer >= graph.size())
    throw Error(ErrorKind::bad_value, "layer", std::to_string(options.layer),
                "0 to " + std::to_string(graph.size() - 1));
  const int classes = static_cast<int>(graph.shape_of(graph.output()).size());
  if (options.label && (*options.label < 0 || *options.label >= classes))
    throw Error(ErrorKind::bad_value, "label", std::to_string(*options.label),
                "0 to " + std::to_string(classes - 1));
  const auto channels = static_cast<std::size_t>(input.shape.channels);
  if (options.fill.size() != 1 && options.fill.size() != channels)
    throw Error(ErrorKind::bad_value, "fill", std::to_string(options.fill.size()) + " values",
                channels == 1 ? "one value" : "one value or " + std::to_string(channels) + ", one a channel");
}

/// Along one axis of `size` pixels.
std::vector<int> centres(int size, const OcclusionOptions& options) {
  const bool centred = options.grid == OcclusionGrid::centred;
  const int half = centred ? 0 : options.patch / 2;
  const int last = centred ? size - 1 : size - options.patch;
  std::vector<int> result;
  for (long long start = 0; start <= last; start += options.stride)
    result.push_back(static_cast<int>(start) + half);
  return result;
}

/// The lowest index of the largest value.
int strongest(std::span<const float> values) {
  return static_cast<int>(std::max_element(values.begin(), values.end()) - values.begin());
}

/// The map with the largest single activation (sample 0), the lowest index if several.
int strongest_map(const Tensor<float>& layer) {
  const int channels = layer.shape().channels;
  std::vector<float> largest(static_cast<std::size_t>(channels), -std::numeric_limits<float>::infinity());
  for (std::size_t i = 0; i < layer.shape().size(); ++i) {
    float& value = largest[i % static_cast<std::size_t>(channels)];
    value = std::max(value, layer.data()[i]);
  }
  return strongest(largest);
}

}  // namespace

void cover(View<float> image, int centre_y, int centre_x, int patch, std::span<const float> fill) {
  const Shape& shape = image.shape;
  const Rect square = covered_by(shape, centre_y, centre_x, patch);
  for (int n = 0; n < image.batch; ++n)
    for (int y = square.top; y < square.bottom; ++y)
      for (int x = square.left; x < square.right; ++x)
        for (int c = 0; c < shape.channels; ++c)
          image.at(n, c, y, x) = fill[fill.size() == 1 ? 0 : static_cast<std::size_t>(c)];
}

OcclusionResult occlude(const Model& model, ConstView<float> input, const OcclusionOptions& options,
                        ThreadPool& pool, std::stop_token stop, const ProgressCallback& progress) {
  const Graph& graph = *model.graph;
  check(model, input, options);

  OcclusionResult result;
  result.layer = options.layer >= 0 ? options.layer : graph.last_convolution_activation();
  if (result.layer == kGraphInput) result.layer = graph.logits();
  Activations unoccluded;
  forward(model, input, unoccluded, {.pool = &pool});
  const int maps = graph.node(result.layer).shape.channels;
  if (options.map && (*options.map < 0 || *options.map >= maps))
    throw Error(ErrorKind::bad_value, "map", std::to_string(*options.map), "0 to " + std::to_string(maps - 1));
  result.map = options.map ? *options.map : strongest_map(unoccluded.of(result.layer));
  result.label = options.label.value_or(strongest(class_probabilities(graph, unoccluded.of(graph.output()))));

  result.centres_y = centres(input.shape.height, options);
  result.centres_x = centres(input.shape.width, options);
  result.positions_y = static_cast<int>(result.centres_y.size());
  result.positions_x = static_cast<int>(result.centres_x.size());
  const int positions = result.positions_y * result.positions_x;
  result.activation.assign(static_cast<std::size_t>(positions), std::numeric_limits<float>::quiet_NaN());
  result.probability = result.activation;
  result.most_probable.assign(static_cast<std::size_t>(positions), -1);

  std::vector<CoveredRuns> runs;
  for (int slot = 0; slot < slots(&pool); ++slot) runs.emplace_back(model, unoccluded, result, options);
  const auto run_chunk = [&](int slot, int first, int count) {
    return runs[static_cast<std::size_t>(slot)].run(first, count, stop, result);
  };
  result.complete =
      run_in_rounds(positions, chunk_size(graph, positions), &pool, stop, progress, run_chunk) == positions;
  return result;
}

}  // namespace convlens
