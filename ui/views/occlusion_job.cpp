#include "ui/views/occlusion_job.h"

#include <algorithm>

namespace convlens::ui {
namespace {

/// Multiply-adds of a sweep that is done within a few frames on two cores.
constexpr double kLiveWork = 1e10;
/// Each coarse sweep has a sixteenth of the positions of the next.
constexpr int kCoarser = 4;
constexpr int kCoarsest = 16;
/// The command line's default, so that its random order is the window's.
constexpr std::uint64_t kDeletionSeed = 1;

double work_of(const Graph& graph, const OcclusionOptions& options) {
  double one = 0;
  for (const Node& node : graph.nodes()) one += static_cast<double>(node.layer->multiply_adds(node.input_shapes));
  const Shape& image = graph.input_shape();
  const double rows = 1.0 * image.height / options.stride, columns = 1.0 * image.width / options.stride;
  return one * rows * columns;
}

JobResult sweep(const OcclusionQuestion& question, int stride, JobReport& report) {
  OcclusionOptions options = question.options;
  options.stride = stride;
  auto picture = std::make_shared<OcclusionPicture>();
  picture->question = question;
  picture->stride = stride;
  picture->result =
      occlude(*question.frame->model, question.frame->activations->input.view(), options, report.pool(), report.stop(),
              [&](std::size_t done, std::size_t total) { report.progress(done, total); });
  if (!picture->result.complete) return nullptr;
  const Frame& frame = *question.frame;
  picture->projection = project(*frame.model, *frame.activations, picture->result.layer, picture->result.map);
  return picture;
}

}  // namespace

bool is_live_sweep(const Graph& graph, const OcclusionOptions& options) { return work_of(graph, options) <= kLiveWork; }

ViewJob occlusion_job(const OcclusionQuestion& question) {
  const bool live = is_live_sweep(*question.frame->model->graph, question.options);
  const auto compute = [question, live](JobReport& report) -> JobResult {
    if (!live)
      for (int coarser = kCoarsest; coarser > 1 && !report.stop().stop_requested(); coarser /= kCoarser)
        if (const JobResult coarse = sweep(question, question.options.stride * coarser, report))
          report.partial(coarse);
    return sweep(question, question.options.stride, report);
  };
  return {.lane = live ? ViewJob::Lane::live : ViewJob::Lane::lengthy, .compute = compute};
}

ViewJob deletion_job(std::shared_ptr<const OcclusionPicture> sweep) {
  return {.lane = ViewJob::Lane::lengthy, .compute = [sweep](JobReport& report) -> JobResult {
            auto picture = std::make_shared<DeletionPicture>();
            picture->sweep = sweep;
            const auto curve = [&](bool in_map_order) {
              return deletion_curve(*sweep->question.frame->model, sweep->question.frame->activations->input.view(),
                                    sweep->result, sweep->question.options, in_map_order, kDeletionSeed, report.pool(),
                                    report.stop());
            };
            picture->curve = curve(true);
            picture->random = curve(false);
            return picture;
          }};
}

ViewJob covered_job(std::shared_ptr<const OcclusionPicture> picture, Position cell) {
  return {.lane = ViewJob::Lane::live, .compute = [picture, cell](JobReport& report) -> JobResult {
            const Frame& frame = *picture->question.frame;
            const OcclusionResult& sweep = picture->result;
            const OcclusionOptions& options = picture->question.options;
            auto covered = std::make_shared<CoveredPicture>();
            covered->frame = picture->question.frame;
            covered->cell = cell;
            covered->map = sweep.map;
            covered->image = frame.activations->input;
            cover(covered->image.view(), sweep.centres_y[static_cast<std::size_t>(cell.y)],
                  sweep.centres_x[static_cast<std::size_t>(cell.x)], options.patch, options.fill);
            Activations run;
            forward(*frame.model, std::as_const(covered->image).view(), run, {.pool = &report.pool()});
            covered->probabilities = class_probabilities(*frame.model->graph, run.of(frame.model->graph->output()));
            covered->activations = run.of(sweep.layer);
            return covered;
          }};
}

}  // namespace convlens::ui
