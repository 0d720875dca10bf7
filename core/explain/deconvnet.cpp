#include "core/explain/deconvnet.h"

#include <algorithm>
#include <limits>
#include <string>

#include "core/base/error.h"
#include "core/explain/registry.h"
#include "core/explain/rounds.h"

namespace convlens {
namespace {

/// What a walk down needs besides the model; used again from unit to unit.
struct Buffers {
  Tensor<float> seed;
  Gradients gradients;
};

void check_node(const Graph& graph, const Activations& activations, int node) {
  if (node < 0 || node >= graph.size())
    throw Error(ErrorKind::bad_value, "layer", std::to_string(node),
                "0 to " + std::to_string(graph.size() - 1));
  if (activations.of(node).batch() != 1)
    throw Error(ErrorKind::bad_value, "activations",
                "a batch of " + std::to_string(activations.of(node).batch()), "the run of one image");
}

void check_unit(const Node& node, int unit) {
  if (unit < 0 || unit >= node.shape.channels)
    throw Error(ErrorKind::bad_value, "unit", std::to_string(unit),
                "0 to " + std::to_string(node.shape.channels - 1) + " in layer " + node.name);
}

void check_position(const Node& node, const Position& p) {
  if (p.y < 0 || p.y >= node.shape.height || p.x < 0 || p.x >= node.shape.width)
    throw Error(ErrorKind::bad_value, "position", std::to_string(p.y) + "," + std::to_string(p.x),
                "0,0 to " + std::to_string(node.shape.height - 1) + "," +
                    std::to_string(node.shape.width - 1) + " in layer " + node.name);
}

/// Where the walk began and from what activation; the signal at the pixels is left in
/// buffers.gradients.input.
struct Start {
  Position position;
  float activation;
};

Start walk_down(const Model& model, const Activations& activations, int node, int unit,
                const ProjectionOptions& options, Tensor<float>& seed, Gradients& gradients) {
  const Tensor<float>& layer = activations.of(node);
  const Position position = options.position.value_or(strongest_position(layer, unit));
  const float activation = layer.at(0, unit, position.y, position.x);
  seed.resize(1, layer.shape());
  seed.fill(0.0f);
  seed.at(0, unit, position.y, position.x) = options.seed == SeedValue::one ? 1.0f : activation;
  backward(model, activations, node, seed.view(), gradients, {.rule = options.rule});
  if (!gradients.input_reached) {
    gradients.input.resize(1, model.graph->input_shape());
    gradients.input.fill(0.0f);
  }
  return {position, activation};
}

}  // namespace

Position strongest_position(const Tensor<float>& activations, int unit) {
  const Shape& shape = activations.shape();
  Position best;
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x)
      if (activations.at(0, unit, y, x) > activations.at(0, unit, best.y, best.x)) best = {y, x};
  return best;
}

Projection project(const Model& model, const Activations& activations, int node, int unit,
                   const ProjectionOptions& options, Gradients* path) {
  check_node(*model.graph, activations, node);
  check_unit(model.graph->node(node), unit);
  if (options.position) check_position(model.graph->node(node), *options.position);
  Buffers buffers;
  Gradients& gradients = path ? *path : buffers.gradients;
  const Start start = walk_down(model, activations, node, unit, options, buffers.seed, gradients);
  return {.pixels = gradients.input, .position = start.position, .activation = start.activation};
}

Projections project_all(const Model& model, const Activations& activations, int node,
                        const ProjectionOptions& options, ThreadPool* pool, std::stop_token stop,
                        const ProgressCallback& progress) {
  check_node(*model.graph, activations, node);
  const Node& layer = model.graph->node(node);
  if (options.position) check_position(layer, *options.position);

  const int units = layer.shape.channels;
  Projections result;
  result.shape = model.graph->input_shape();
  const std::size_t size = result.shape.size();
  result.pixels.assign(static_cast<std::size_t>(units) * size, std::numeric_limits<float>::quiet_NaN());
  result.positions.resize(static_cast<std::size_t>(units));
  result.activations.resize(static_cast<std::size_t>(units));

  std::vector<Buffers> buffers(static_cast<std::size_t>(slots(pool)));
  const int done = run_in_rounds(units, 1, pool, stop, progress, [&](int slot, int unit, int) {
    Buffers& mine = buffers[static_cast<std::size_t>(slot)];
    const Start start = walk_down(model, activations, node, unit, options, mine.seed, mine.gradients);
    const auto index = static_cast<std::size_t>(unit);
    to_chw(mine.gradients.input.data(), result.shape, result.pixels.data() + index * size);
    result.positions[index] = start.position;
    result.activations[index] = start.activation;
  });
  result.positions.resize(static_cast<std::size_t>(done));
  result.activations.resize(static_cast<std::size_t>(done));
  result.complete = done == units;
  return result;
}

BackwardRule parse_rule(std::string_view name) {
  const ExplainMethod* method = find_explain_method(name);
  if (method && method->rule) return *method->rule;
  std::string known;
  for (const ExplainMethod& other : explain_methods())
    if (other.rule) known += (known.empty() ? "" : ", ") + std::string(other.name);
  throw Error(ErrorKind::unknown_name, std::string(name), "no such rule", known);
}

}  // namespace convlens
