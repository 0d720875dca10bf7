#include "ui/views/thumbnails.h"

#include <algorithm>

namespace convlens::ui {
namespace {

ValueRange joined(ValueRange a, ValueRange b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

/// Extremes of all layers that are painted with this colour map.
ValueRange network_extremes(const Frame& frame, ColourMap map) {
  const Graph& graph = *frame.model->graph;
  ValueRange range{0, 0};
  for (int i = 0; i < graph.size(); ++i)
    if (colour_map_of(graph, i) == map) range = joined(range, extremes_of(frame.activations->of(i)));
  return range;
}

}  // namespace

ValueRange range_of_map(const Frame& frame, int node, int map, RangeScope scope) {
  const ColourMap colours = colour_map_of(*frame.model->graph, node);
  if (scope == RangeScope::network) return scale_range(network_extremes(frame, colours), colours);
  return scale_range(extremes_of(frame.activations->of(node), scope == RangeScope::map ? map : -1), colours);
}

void Thumbnails::update(const Frame& frame, const std::vector<int>& counts, RangeScope scope) {
  const Graph& graph = *frame.model->graph;
  nodes_.resize(static_cast<std::size_t>(graph.size()));
  ValueRange shared[2];
  if (scope == RangeScope::network) {
    shared[0] = scale_range(network_extremes(frame, ColourMap::diverging), ColourMap::diverging);
    shared[1] = scale_range(network_extremes(frame, ColourMap::sequential), ColourMap::sequential);
  }
  for (int i = 0; i < graph.size(); ++i) {
    const Tensor<float>& values = frame.activations->of(i);
    const ColourMap colours = colour_map_of(graph, i);
    auto& images = nodes_[static_cast<std::size_t>(i)].images;
    images.resize(
        static_cast<std::size_t>(std::min(counts[static_cast<std::size_t>(i)], values.shape().channels)));
    if (images.empty()) continue;
    ValueRange range = shared[colours == ColourMap::diverging ? 0 : 1];
    if (scope == RangeScope::layer) range = scale_range(extremes_of(values), colours);
    for (std::size_t map = 0; map < images.size(); ++map) {
      const int channel = static_cast<int>(map);
      if (scope == RangeScope::map) range = scale_range(extremes_of(values, channel), colours);
      paint_channel(values, channel, colours, range, images[map]);
    }
  }
}

}  // namespace convlens::ui
