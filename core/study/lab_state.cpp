#include "core/study/lab_state.h"

#include <algorithm>

#include "core/study/variant_graph.h"

namespace convlens {

bool LabState::begun() const {
  return std::ranges::any_of(variants, [](const LabVariant& one) { return one.progress.step > 0; });
}

bool LabState::finished() const {
  return !variants.empty() &&
         std::ranges::all_of(variants, [](const LabVariant& one) { return one.finished(); });
}

double LabState::done() const {
  double share = 0;
  for (const LabVariant& one : variants)
    if (one.total_steps > 0)
      share += static_cast<double>(one.progress.step) / static_cast<double>(one.total_steps);
  return variants.empty() ? 0 : share / static_cast<double>(variants.size());
}

LabVariant untrained_variant(const Graph& base, const Variant& variant) {
  const auto graph = build_variant(base, variant);
  LabVariant one{.variant = variant, .parameters = graph->parameter_count()};
  for (const Node& node : graph->nodes()) one.multiply_adds += node.layer->multiply_adds(node.input_shapes);
  return one;
}

LabState planned_lab(const LabSettings& settings) {
  LabState state{.settings = settings};
  for (const Variant& variant : settings.variants)
    state.variants.push_back(untrained_variant(*settings.base, variant));
  return state;
}

std::string variant_number(std::size_t variant) {
  const std::string digits = std::to_string(variant + 1);
  return digits.size() < 2 ? "0" + digits : digits;
}

Filters first_filters(const Model& model) {
  for (int i = 0; i < model.graph->size(); ++i)
    if (model.graph->node(i).layer->kind() == "conv2d") return filters_of(model, i);
  return {};
}

}  // namespace convlens
