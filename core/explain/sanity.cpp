#include "core/explain/sanity.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/explain/deconvnet.h"
#include "core/explain/occlusion.h"
#include "core/explain/rank_correlation.h"
#include "core/explain/stoppable.h"
#include "core/model/initial_values.h"

namespace convlens {
namespace {

constexpr std::string_view kOcclusion = "occlusion";
/// Random weights that are no network's first ones, even where it was trained from the same seed.
constexpr std::uint64_t kOtherSeed = 0x53616e697479ULL;

struct Explanation {
  Shape shape;
  std::vector<float> values;
  bool complete = true;
};

Explanation explain(const Model& model, const Activations& run, const ExplainMethod& method,
                    const AttributionOptions& options, ThreadPool& pool, const std::stop_token& stop) {
  if (method.attribute) {
    Attribution result = method.attribute(model, run, options, &pool, stop, {});
    return {result.shape, std::move(result.values), result.complete};
  }
  if (method.rule) {
    const ProjectionOptions walk{.rule = *method.rule, .seed = SeedValue::one};
    const Projection one = project(model, run, model.graph->logits(), *options.label, walk);
    return {one.pixels.shape(), to_nchw(one.pixels.view()), true};
  }
  OcclusionOptions square;
  square.label = options.label;
  OcclusionResult sweep = occlude(model, run.input.view(), square, pool, stop);
  return {{1, sweep.positions_y, sweep.positions_x}, std::move(sweep.probability), sweep.complete};
}

/// The nodes with weights, the top one first.
std::vector<int> weighted_nodes(const Graph& graph) {
  std::vector<int> nodes;
  for (int i = graph.size() - 1; i >= 0; --i)
    if (!graph.node(i).parameters.empty()) nodes.push_back(i);
  return nodes;
}

std::vector<float> magnitudes(const std::vector<float>& values) {
  std::vector<float> result;
  result.reserve(values.size());
  for (const float value : values) result.push_back(std::abs(value));
  return result;
}

}  // namespace

bool can_check_sanity(const ExplainMethod& method) {
  return method.attribute || method.rule || method.name == kOcclusion;
}

SanityCheck check_sanity(const Model& model, const Activations& activations, const ExplainMethod& method,
                         const SanityOptions& options, ThreadPool& pool, std::stop_token stop,
                         const ProgressCallback& progress) {
  if (!can_check_sanity(method))
    throw Error(ErrorKind::bad_value, "method", std::string(method.name), "one that explains the score of a class");
  const Graph& graph = *model.graph;
  SanityCheck check;
  check.method = &method;
  AttributionOptions attribution = options.attribution;
  attribution.label = check.label = explained_label(graph, activations, attribution.label);
  const std::vector<int> nodes = weighted_nodes(graph);
  const std::size_t total = nodes.size() + 1;
  Explanation original = explain(model, activations, method, attribution, pool, stop);
  check.shape = original.shape;
  check.values = std::move(original.values);
  if (!original.complete) return check;
  if (progress) progress(1, total);

  Model changed = model;
  Activations run;
  for (const int node : nodes) {
    const std::vector<ParameterSlot>& slots = graph.node(node).parameters;
    for (std::size_t i = 0; i < slots.size(); ++i)
      if (!initialise_parameter(graph, node, i, options.seed ^ kOtherSeed, changed.parameter(slots[i]), stop))
        return check;
    if (!forward_unless_stopped(stop, changed, activations.input.view(), run)) return check;
    Explanation now = explain(changed, run, method, attribution, pool, stop);
    if (!now.complete || stop.stop_requested()) return check;
    SanityStep step{.node = node, .values = std::move(now.values)};
    step.correlation = rank_correlation(step.values, check.values);
    step.magnitude_correlation = rank_correlation(magnitudes(step.values), magnitudes(check.values));
    check.steps.push_back(std::move(step));
    if (progress) progress(check.steps.size() + 1, total);
  }
  check.complete = true;
  return check;
}

}  // namespace convlens
