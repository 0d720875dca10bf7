#include "ui/views/inversion_job.h"

#include <algorithm>

namespace convlens::ui {
namespace {

/// Multiply-adds of an inversion of all layers that takes a few seconds on two cores.
constexpr double kQuickWork = 3e11;
/// A step needs the network forward and, at about the cost of two, back.
constexpr double kPasses = 3;
/// Units between two partial results.
constexpr std::size_t kUnitsAtOnce = 8;

}  // namespace

ViewJob inversion_job(const InversionQuestion& question) {
  return {.lane = ViewJob::Lane::lengthy, .compute = [question](JobReport& report) -> JobResult {
            const Frame& frame = *question.frame;
            const auto row_of = [&](const Inversions& layers, bool complete) {
              return std::make_shared<InversionRow>(InversionRow{question, layers, complete});
            };
            const Inversions layers = invert_layers(
                *frame.model, *frame.activations, layers_worth_inverting(*frame.model->graph), question.options,
                &report.pool(), report.stop(), [&](std::size_t done, std::size_t total) { report.progress(done, total); },
                [&](const Inversions& so_far) { report.partial(row_of(so_far, false)); });
            return row_of(layers, true);
          }};
}

bool is_quick(const InversionQuestion& question) {
  const Graph& graph = *question.frame->model->graph;
  double below = 0, all = 0;
  for (const Node& node : graph.nodes()) {
    below += static_cast<double>(node.layer->multiply_adds(node.input_shapes));
    all += below;  // to invert this layer
  }
  return all * kPasses * question.options.iterations <= kQuickWork;
}

ViewJob ideal_job(const IdealQuestion& question) {
  return {.lane = ViewJob::Lane::lengthy, .compute = [question](JobReport& report) -> JobResult {
            IdealPictures pictures{question, {}, false};
            const std::size_t total = question.units.size();
            for (std::size_t first = 0; first < total && !report.stop().stop_requested(); first += kUnitsAtOnce) {
              const auto begin = question.units.begin() + static_cast<std::ptrdiff_t>(first);
              const auto end = question.units.begin() + static_cast<std::ptrdiff_t>(std::min(total, first + kUnitsAtOnce));
              const auto found = maximise_units(*question.model, question.layer, {begin, end}, question.options,
                                                &report.pool(), report.stop());
              pictures.units.insert(pictures.units.end(), found.begin(), found.end());
              report.progress(pictures.units.size(), total);
              if (pictures.units.size() < total) report.partial(std::make_shared<IdealPictures>(pictures));
            }
            pictures.complete = pictures.units.size() == total;
            return std::make_shared<IdealPictures>(std::move(pictures));
          }};
}

}  // namespace convlens::ui
