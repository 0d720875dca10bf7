#include "core/explain/deconvnet.h"

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/explain/registry.h"
#include "core/explain/rounds.h"
#include "core/explain/stoppable.h"

namespace convlens {
namespace {

/// Units whose signals go down together; does not depend on the threads.
constexpr int kChunk = 16;

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

/// Where a unit's walk begins and with what activation.
struct Start {
  Position position;
  float activation;
};

Start start_of(const Tensor<float>& layer, int unit, const ProjectionOptions& options) {
  const Position position = options.position.value_or(strongest_position(layer, unit));
  return {position, layer.at(0, unit, position.y, position.x)};
}

/// Carries units [first, first + starts.size()) of a layer down; the signals at the pixels are left in
/// gradients.input. False when stopped.
bool walk_down(const Model& model, const Activations& activations, int node, int first,
               std::span<const Start> starts, const ProjectionOptions& options, Tensor<float>& seed,
               Gradients& gradients, const std::stop_token& stop = {}) {
  const int count = static_cast<int>(starts.size());
  seed.resize(count, activations.of(node).shape());
  seed.fill(0.0f);
  for (int n = 0; n < count; ++n) {
    const Start& start = starts[static_cast<std::size_t>(n)];
    seed.at(n, first + n, start.position.y, start.position.x) =
        options.seed == SeedValue::one ? 1.0f : start.activation;
  }
  const ConstView<float> signals = std::as_const(seed).view();
  if (!backward_unless_stopped(stop, model, activations, node, signals, gradients, {.rule = options.rule}))
    return false;
  if (gradients.input_reached) return true;
  gradients.input.resize(count, model.graph->input_shape());
  gradients.input.fill(0.0f);
  return true;
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
  Tensor<float> seed;
  Gradients own;
  Gradients& gradients = path ? *path : own;
  const Start start = start_of(activations.of(node), unit, options);
  walk_down(model, activations, node, unit, {&start, 1}, options, seed, gradients);
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

  struct Buffers {
    Tensor<float> seed;
    Gradients gradients;
    std::vector<Start> starts;
  };
  std::vector<Buffers> buffers(static_cast<std::size_t>(slots(pool)));
  const int done = run_in_rounds(units, kChunk, pool, stop, progress, [&](int slot, int first, int count) {
    Buffers& mine = buffers[static_cast<std::size_t>(slot)];
    mine.starts.clear();
    for (int n = 0; n < count; ++n) mine.starts.push_back(start_of(activations.of(node), first + n, options));
    if (!walk_down(model, activations, node, first, mine.starts, options, mine.seed, mine.gradients, stop))
      return false;
    for (int n = 0; n < count; ++n) {
      const auto index = static_cast<std::size_t>(first + n);
      const Start& start = mine.starts[static_cast<std::size_t>(n)];
      to_chw(std::as_const(mine.gradients.input).view().sample(n), result.shape, result.pixels.data() + index * size);
      result.positions[index] = start.position;
      result.activations[index] = start.activation;
    }
    return true;
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
