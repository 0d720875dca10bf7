#include <algorithm>
#include <optional>

#include "core/model/graph.h"

namespace convlens {
namespace {

using Field = std::optional<ReceptiveField>;

/// One axis of one layer over the field of its input: a unit at y sees inputs y stride - padding ... + reach.
void compose(int kernel, int stride, int padding, int dilation, int& size, int& step, int& start) {
  start -= padding * step;
  size += dilation * (kernel - 1) * step;
  step *= stride;
}

Field through(const Layer::Window& window, const Shape& input, ReceptiveField field) {
  if (window.whole_input) {
    field.height += (input.height - 1) * field.stride_y;
    field.width += (input.width - 1) * field.stride_x;
    field.stride_y = field.stride_x = 0;
    return field;
  }
  compose(window.kernel[0], window.stride[0], window.padding[0], window.dilation[0], field.height, field.stride_y,
          field.start_y);
  compose(window.kernel[1], window.stride[1], window.padding[1], window.dilation[1], field.width, field.stride_x,
          field.start_x);
  return field;
}

Field united(const Field& a, const Field& b) {
  if (!a || !b) return a ? a : b;
  ReceptiveField result = *a;
  result.start_y = std::min(a->start_y, b->start_y);
  result.start_x = std::min(a->start_x, b->start_x);
  result.height = std::max(a->start_y + a->height, b->start_y + b->height) - result.start_y;
  result.width = std::max(a->start_x + a->width, b->start_x + b->width) - result.start_x;
  return result;
}

}  // namespace

ReceptiveField receptive_field(const Graph& graph, int node, int ancestor) {
  // fields[i + 1]: of node i relative to the ancestor; the graph's input stands first.
  std::vector<Field> fields(static_cast<std::size_t>(node) + 2);
  fields[static_cast<std::size_t>(ancestor + 1)] = ReceptiveField{};
  for (int i = ancestor + 1; i <= node; ++i) {
    const Node& n = graph.node(i);
    Field& field = fields[static_cast<std::size_t>(i + 1)];
    for (std::size_t k = 0; k < n.inputs.size(); ++k) {
      const Field& below = fields[static_cast<std::size_t>(n.inputs[k] + 1)];
      if (below) field = united(field, through(n.layer->window(), n.input_shapes[k], *below));
    }
  }
  return fields[static_cast<std::size_t>(node + 1)].value_or(ReceptiveField{.height = 0, .width = 0});
}

}  // namespace convlens
