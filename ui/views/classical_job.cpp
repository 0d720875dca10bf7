#include "ui/views/classical_job.h"

#include <algorithm>

namespace convlens::ui {

ViewJob bench_job(const BenchQuestion& question) {
  return {.lane = ViewJob::Lane::live, .compute = [question](JobReport&) -> JobResult {
            const Frame& frame = *question.frame;
            const Tensor<float>& input = frame.activations->input;
            auto bench = std::make_shared<Bench>();
            bench->question = question;
            bench->kernels = classical_kernels(question.kernel.height, question.kernel.width);
            std::vector<float> chw(input.shape().size());
            to_chw(input.data(), input.shape(), chw.data());
            for (const ClassicalKernel& kernel : bench->kernels)
              bench->pictures.push_back(filtered(chw, input.shape(), kernel));
            bench->picture = filtered(chw, input.shape(), question.kernel);
            bench->response = frequency_response(question.kernel.values, question.kernel.height, question.kernel.width);
            if (question.filter >= 0) {
              const Model changed = with_kernel(*frame.model, question.convolution, question.filter, question.kernel);
              Activations run;
              forward(changed, input.view(), run);
              bench->probabilities = class_probabilities(*changed.graph, run.of(changed.graph->output()));
            }
            return bench;
          }};
}

ViewJob learned_job(std::shared_ptr<const Model> model, int node) {
  return {.lane = ViewJob::Lane::live, .compute = [model = std::move(model), node](JobReport&) -> JobResult {
            auto learned = std::make_shared<LearnedKernels>();
            learned->model = model;
            learned->node = node;
            learned->filters = filters_of(*model, node);
            const Filters& filters = learned->filters;
            learned->classical = classical_kernels(filters.height, filters.width);
            const auto area = static_cast<std::size_t>(filters.height) * static_cast<std::size_t>(filters.width);
            const std::size_t count = std::min<std::size_t>(filters.values.size() / area, kMostLearned);
            for (std::size_t i = 0; i < count; ++i) {
              const auto kernel = std::span(filters.values).subspan(i * area, area);
              learned->likenesses.push_back(most_like(kernel, learned->classical));
              learned->responses.push_back(frequency_response(kernel, filters.height, filters.width));
              learned->bands.push_back(pass_band(learned->responses.back()));
            }
            return learned;
          }};
}

int first_convolution(const Graph& graph) {
  for (int i = 0; i < graph.size(); ++i) {
    const Layer& layer = *graph.node(i).layer;
    if (layer.kind() != "conv2d") continue;
    const Layer::Window window = layer.window();
    if (!classical_kernels(window.kernel[0], window.kernel[1]).empty()) return i;
  }
  return -1;
}

}  // namespace convlens::ui
