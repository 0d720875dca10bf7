#include "core/figures/maps_figure.h"

#include <cmath>
#include <limits>

#include "core/render/sheet.h"

namespace convlens {
namespace {

/// Cells beyond the last value hold none.
VectorPicture paint_vector(std::vector<float> values, ColourMap map, ValueRange range,
                           const std::string& title) {
  const int width = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(values.size()))));
  const int height = (static_cast<int>(values.size()) + width - 1) / width;
  values.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                std::numeric_limits<float>::quiet_NaN());
  return paint_figure(values, height, width, map, range, title + ", row by row");
}

}  // namespace

FigureArray maps_array(const Activations& activations, int node) {
  const Tensor<float>& values = activations.of(node);
  const Shape& shape = values.shape();
  return {.dimensions = {{node == kGraphInput ? "channel" : "map", shape.channels}, {"y", shape.height}, {"x", shape.width}},
          .values = chw_of(values)};
}

FigureFiles maps_figure(const Graph& graph, const Activations& activations, int node, const LayerStems& stems,
                        Tables tables) {
  const bool is_input = node == kGraphInput;
  const Tensor<float>& values = activations.of(node);
  const Shape& shape = values.shape();
  const FigureArray array = maps_array(activations, node);
  const std::vector<float>& chw = array.values;
  const ColourMap map = is_input ? ColourMap::grey : scale_for(values.values());
  const ValueRange range = range_of(chw, map);
  const std::string title = (is_input ? "input" : graph.node(node).name) + ": " + to_string(shape);
  FigureFiles files;
  add_array(files, stems.of(node), array, tables);
  add_picture(
      files, stems.of(node),
      shape.is_vector() ? paint_vector(chw, map, range, title) : paint_maps(chw, shape, map, range, title));
  return files;
}

}  // namespace convlens
