#include "core/explain/covered_runs.h"

#include <algorithm>

namespace convlens {
namespace {

/// Rows of a product that keep the registers full (tiles.h: blocks of 8 or 6 rows). Where weights do not fit
/// into any cache, more rows share what it costs to read them.
constexpr int kChunk = 24, kChunkOfLargeLayers = 72;
constexpr std::size_t kLargeWeights = std::size_t{2} << 20;
/// There are few large chunks: a number of equal ones that two threads share evenly, or one of them would
/// wait for the other while a last chunk of nine is done.
constexpr int kEvenly = 2;

/// How many times `each` makes `count` or more.
int pieces_of(int each, int count) { return (count + each - 1) / each; }

float sum_of_map(ConstView<float> layer, int sample, int map) {
  const float* values = layer.sample(sample);
  double sum = 0;
  for (std::size_t i = static_cast<std::size_t>(map); i < layer.shape.size();
       i += static_cast<std::size_t>(layer.shape.channels))
    sum += static_cast<double>(values[i]);
  return static_cast<float>(sum);
}

}  // namespace

Rect covered_by(const Shape& image, int centre_y, int centre_x, int patch) {
  const auto inside = [](long long place, int size) {
    return static_cast<int>(std::clamp(place, 0LL, static_cast<long long>(size)));
  };
  const long long top = static_cast<long long>(centre_y) - patch / 2;
  const long long left = static_cast<long long>(centre_x) - patch / 2;
  return {inside(top, image.height), inside(left, image.width), inside(top + patch, image.height),
          inside(left + patch, image.width)};
}

int chunk_size(const Graph& graph, int positions) {
  for (const Node& node : graph.nodes())
    if (node.layer->window().whole_input)
      for (const ParameterSlot& slot : node.parameters)
        if (slot.size > kLargeWeights) {
          const int chunks = kEvenly * pieces_of(kEvenly * kChunkOfLargeLayers, positions);
          return pieces_of(chunks, positions);
        }
  return kChunk;
}

CoveredRuns::CoveredRuns(const Model& model, const Activations& uncovered, const OcclusionResult& sweep,
                         const OcclusionOptions& options)
    : model_(model), options_(options), part_(model, uncovered) {
  const Graph& graph = *model.graph;
  const auto need = [&](int node) {
    if (part_.serves(node) && std::find(inputs_.begin(), inputs_.end(), node) == inputs_.end())
      inputs_.push_back(node);
  };
  for (int i = 0; i < graph.size(); ++i) {
    if (part_.serves(i)) continue;
    whole_nodes_.push_back(i);
    for (const int input : graph.node(i).inputs) need(input);
  }
  need(graph.output());
  need(sweep.layer);
  prepare(graph, activations_);
}

void CoveredRuns::cover_and_run(int first, int count, const OcclusionResult& sweep) {
  const Shape& image = model_.graph->input_shape();
  const std::size_t channels = static_cast<std::size_t>(image.channels);
  squares_.clear();
  std::size_t size = 0;
  for (int position = first; position < first + count; ++position) {
    const int row = position / sweep.positions_x, column = position % sweep.positions_x;
    const Rect rect = covered_by(image, sweep.centres_y[static_cast<std::size_t>(row)],
                                 sweep.centres_x[static_cast<std::size_t>(column)], options_.patch);
    squares_.push_back(rect);
    size += static_cast<std::size_t>(rect.height()) * rect.width() * channels;
  }
  pixels_.resize(size);
  for (std::size_t i = 0; i < size; ++i)
    pixels_[i] = options_.fill[options_.fill.size() == 1 ? 0 : i % channels];
  part_.run(squares_, pixels_.data(), model_.graph->output());
}

bool CoveredRuns::run(int first, int count, const std::stop_token& stop, OcclusionResult& result) {
  const Graph& graph = *model_.graph;
  activations_.input.resize(count, graph.input_shape());
  for (const int node : inputs_)
    if (node != kGraphInput)
      activations_.outputs[static_cast<std::size_t>(node)].resize(count, graph.shape_of(node));
  const int together = PartialRun::most_together(graph);
  for (int done = 0; done < count; done += together) {
    if (stop.stop_requested()) return false;
    const int runs = std::min(together, count - done);
    cover_and_run(first + done, runs, result);
    for (const int node : inputs_) {
      Tensor<float>& whole =
          node == kGraphInput ? activations_.input : activations_.outputs[static_cast<std::size_t>(node)];
      for (int i = 0; i < runs; ++i)
        part_.write(node, static_cast<std::size_t>(i), whole.samples(done + i, 1).data);
    }
  }
  for (const int node : whole_nodes_) {
    if (stop.stop_requested()) return false;
    forward_node<float>(graph, node, model_.parameters, activations_, {});
  }
  const std::vector<float> probabilities = class_probabilities(graph, activations_.of(graph.output()));
  const std::size_t classes = graph.shape_of(graph.output()).size();
  for (int i = 0; i < count; ++i) {
    const auto position = static_cast<std::size_t>(first + i);
    const auto row =
        probabilities.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(i) * classes);
    result.activation[position] = sum_of_map(activations_.of(result.layer).view(), i, result.map);
    result.probability[position] = row[result.label];
    result.most_probable[position] =
        static_cast<std::int32_t>(std::max_element(row, row + static_cast<std::ptrdiff_t>(classes)) - row);
  }
  return true;
}

}  // namespace convlens
