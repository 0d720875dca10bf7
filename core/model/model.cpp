#include "core/model/model.h"

#include <cmath>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/layers/figure_bands.h"
#include "core/model/initial_values.h"

namespace convlens {
namespace {

// Distinguishes the parameters of one node in the random key; no layer has this many.
constexpr std::uint64_t kMostSlots = 64;

/// Values drawn between two looks whether to stop.
constexpr std::size_t kAtOnce = std::size_t{1} << 18;

/// Empty when stopped.
std::vector<float> initial_values(const ParameterSpec& spec, std::uint64_t seed, std::uint64_t key,
                                  const std::stop_token& stop) {
  std::vector<float> values(spec.size(), spec.initialisation == Initialisation::one ? 1.0f : 0.0f);
  if (spec.initialisation == Initialisation::uniform_fan_in) {
    Random random(seed, RandomPurpose::initialisation, 0, key);
    const float bound = 1.0f / std::sqrt(static_cast<float>(spec.fan_in));
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i % kAtOnce == 0 && stop.stop_requested()) return {};
      values[i] = random.uniform(-bound, bound);
    }
  }
  return values;
}

}  // namespace

std::string class_name(const Model& model, int index) {
  const auto i = static_cast<std::size_t>(index);
  return i < model.class_names.size() ? model.class_names[i] : std::to_string(index);
}

bool initialise_parameter(const Graph& graph, int node, std::size_t parameter, std::uint64_t seed,
                          std::span<float> values, const std::stop_token& stop) {
  const ParameterSpec& spec = graph.node(node).parameters[parameter].spec;
  const std::vector<float> drawn =
      initial_values(spec, seed, static_cast<std::uint64_t>(node) * kMostSlots + parameter, stop);
  if (drawn.size() < spec.size()) return false;
  struct Stopped {};
  try {
    // Drawn in the order of figures, so that a change of memory layout changes no weight.
    from_figure_order_in_bands(spec, drawn, values, [&](std::size_t) {
      if (stop.stop_requested()) throw Stopped{};
    });
  } catch (const Stopped&) {
    return false;
  }
  return true;
}

Model initialised_model(std::shared_ptr<const Graph> graph, std::uint64_t seed) {
  Model model;
  model.parameters.assign(graph->parameter_buffer_size(), 0.0f);
  for (int i = 0; i < graph->size(); ++i) {
    const auto& slots = graph->node(i).parameters;
    for (std::size_t k = 0; k < slots.size(); ++k)
      initialise_parameter(*graph, i, k, seed, model.parameter(slots[k]));
  }
  model.graph = std::move(graph);
  return model;
}

Filters filters_of(const Model& model, int node) {
  const Node& n = model.graph->node(node);
  if (n.layer->kind() != "conv2d")
    throw Error(ErrorKind::bad_value, n.name, "a layer of kind " + std::string(n.layer->kind()), "a convolution");
  const ParameterSlot& weight = n.parameters[0];
  const auto& d = weight.spec.dims;
  return {d[0], d[1], d[2], d[3], to_figure_order(weight.spec, model.parameter(weight))};
}

Normalisation normalisation_of(const Graph& graph) {
  for (const Node& node : graph.nodes()) {
    if (node.layer->kind() != "normalise" || node.inputs[0] != kGraphInput) continue;
    const Attributes attributes = node.layer->attributes();
    const auto& mean = std::get<std::vector<double>>(attributes.at("mean"));
    const auto& deviation = std::get<std::vector<double>>(attributes.at("std"));
    return {{mean.begin(), mean.end()}, {deviation.begin(), deviation.end()}};
  }
  const auto channels = static_cast<std::size_t>(graph.input_shape().channels);
  return {std::vector<float>(channels, 0.0f), std::vector<float>(channels, 1.0f)};
}

}  // namespace convlens
