#include "ui/views/reconstruction_job.h"

#include <algorithm>
#include <cmath>

#include "core/explain/registry.h"

namespace convlens::ui {
namespace {

PathStep step_of(const Tensor<float>& signal, int node, int through) {
  const Shape& shape = signal.shape();
  PathStep step{.node = node,
                .through = through,
                .height = shape.height,
                .width = shape.width,
                .channels = shape.channels,
                .norm = {}};
  if (shape.is_vector()) {
    for (int c = 0; c < shape.channels; ++c) step.norm.push_back(std::abs(signal.at(0, c, 0, 0)));
    step.width = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(shape.channels))));
    step.height = (shape.channels + step.width - 1) / step.width;
    return step;
  }
  const float* value = signal.data();
  for (int position = 0; position < shape.height * shape.width; ++position) {
    double sum = 0;
    for (int c = 0; c < shape.channels; ++c, ++value) sum += static_cast<double>(*value) * static_cast<double>(*value);
    step.norm.push_back(static_cast<float>(std::sqrt(sum)));
  }
  return step;
}

/// The node above that the signal came down through; where several did, the first of them.
int consumer_on_path(const Graph& graph, const Gradients& ways, int node, int from) {
  for (int i = node + 1; i <= from; ++i) {
    const auto& inputs = graph.node(i).inputs;
    if (ways.reached[static_cast<std::size_t>(i)] && std::find(inputs.begin(), inputs.end(), node) != inputs.end())
      return i;
  }
  return -1;
}

std::vector<PathStep> path_of(const Graph& graph, const Gradients& ways, int from) {
  std::vector<PathStep> path;
  for (int node = from; node >= 0; --node)
    if (ways.reached[static_cast<std::size_t>(node)])
      path.push_back(step_of(ways.of(node), node, consumer_on_path(graph, ways, node, from)));
  path.push_back(step_of(ways.input, kGraphInput, consumer_on_path(graph, ways, kGraphInput, from)));
  return path;
}

}  // namespace

ViewJob reconstruction_job(const ReconstructionQuestion& question) {
  return {.lane = ViewJob::Lane::live, .compute = [question](JobReport&) -> JobResult {
            const Frame& frame = *question.frame;
            auto result = std::make_shared<Reconstruction>();
            result->question = question;
            Gradients ways;
            result->projection = project(*frame.model, *frame.activations, question.layer, question.map,
                                         question.options(), &ways);
            result->path = path_of(*frame.model->graph, ways, question.layer);
            return result;
          }};
}

ViewJob rules_job(const ReconstructionQuestion& question) {
  return {.lane = ViewJob::Lane::live, .compute = [question](JobReport&) -> JobResult {
            const Frame& frame = *question.frame;
            auto result = std::make_shared<ReconstructionRules>();
            result->question = question;
            for (const ExplainMethod& method : explain_methods()) {
              if (!method.rule) continue;
              ProjectionOptions options = question.options();
              options.rule = *method.rule;
              result->projections.push_back(
                  project(*frame.model, *frame.activations, question.layer, question.map, options));
            }
            return result;
          }};
}

ViewJob sheet_job(const ReconstructionQuestion& question) {
  return {.lane = ViewJob::Lane::live, .compute = [question](JobReport& report) -> JobResult {
            const Frame& frame = *question.frame;
            auto result = std::make_shared<ReconstructionSheet>();
            result->question = question;
            ProjectionOptions options = question.options();
            options.position.reset();
            result->projections = project_all(*frame.model, *frame.activations, question.layer, options,
                                              &report.pool(), report.stop(),
                                              [&](std::size_t done, std::size_t total) { report.progress(done, total); });
            return result;
          }};
}

}  // namespace convlens::ui
