#include "ui/views/filter_values.h"

#include <algorithm>
#include <cmath>

namespace convlens::ui {
namespace {

bool is_convolution(const Node& node) { return node.layer->kind() == "conv2d"; }

}  // namespace

bool looks_at_colours(const Graph& graph, int convolution) {
  if (graph.input_shape().channels != 3) return false;
  int below = graph.node(convolution).inputs.front();
  while (below != kGraphInput && graph.node(below).layer->kind() == "normalise")
    below = graph.node(below).inputs.front();
  return below == kGraphInput && graph.node(convolution).input_shapes.front().channels == 3;
}

Filters filters_shown(const TwoModels& models, int convolution, WeightsShown shown) {
  if (shown == WeightsShown::before) return filters_of(*models.before, convolution);
  Filters filters = filters_of(*models.now, convolution);
  if (shown == WeightsShown::change) {
    const Filters before = filters_of(*models.before, convolution);
    for (std::size_t i = 0; i < filters.values.size(); ++i) filters.values[i] -= before.values[i];
  }
  return filters;
}

Filters filters_compared_with(const TwoModels& models, int convolution, WeightsShown shown) {
  if (shown == WeightsShown::change) return {};
  return filters_shown(models, convolution, shown == WeightsShown::now ? WeightsShown::before : WeightsShown::now);
}

std::span<const float> filter_of(const Filters& filters, int out) {
  const std::size_t size = filters.values.size() / static_cast<std::size_t>(filters.out);
  return std::span(filters.values).subspan(static_cast<std::size_t>(out) * size, size);
}

std::span<const float> kernel_of(const Filters& filters, int out, int in) {
  const std::size_t area = static_cast<std::size_t>(filters.height) * filters.width;
  return filter_of(filters, out).subspan(static_cast<std::size_t>(in) * area, area);
}

ValueRange network_weights_range(const TwoModels& models, WeightsShown shown) {
  ValueRange range{0, 0};
  for (const Node& node : models.now->graph->nodes()) {
    if (!is_convolution(node)) continue;
    const std::span<const float> now = std::as_const(*models.now).parameter(node.parameters.front());
    const std::span<const float> before = std::as_const(*models.before).parameter(node.parameters.front());
    for (std::size_t i = 0; i < now.size(); ++i) {
      const bool change = shown == WeightsShown::change;
      for (const float weight : {change ? now[i] - before[i] : now[i], change ? 0 : before[i]}) {
        range.low = std::min(range.low, weight);
        range.high = std::max(range.high, weight);
      }
    }
  }
  return range;
}

WeightStatistics statistics_of(std::span<const float> weights) {
  if (weights.empty()) return {};
  WeightStatistics s{weights.front(), weights.front(), 0, 0};
  double squares = 0;
  for (const double weight : weights) {
    s.smallest = std::min(s.smallest, weight);
    s.largest = std::max(s.largest, weight);
    s.mean += weight;
    squares += weight * weight;
  }
  s.mean /= static_cast<double>(weights.size());
  s.norm = std::sqrt(squares);
  return s;
}

}  // namespace convlens::ui
