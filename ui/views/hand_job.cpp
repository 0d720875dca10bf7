#include "ui/views/hand_job.h"

#include <algorithm>

#include "core/data/dataset.h"
#include "core/data/stroke_samples.h"
#include "core/figures/teach_figure.h"

namespace convlens::ui {
namespace {

JobResult read_drawings(JobReport& report, const std::shared_ptr<const Model>& model,
                        const std::vector<Drawing>& drawings) {
  auto reading = std::make_shared<HandReading>(HandReading{model, drawings, {}});
  reading->answers.resize(drawings.size());
  const auto note = [&](std::size_t first, std::span<const ClassAnswer> some) {
    std::ranges::copy(some, reading->answers.begin() + static_cast<std::ptrdiff_t>(first));
  };
  const auto samples = drawing_samples(drawings, "own drawings");
  if (!evaluate(*model, *samples, report.pool(), report.stop(), {}, note)) return {};
  return reading;
}

}  // namespace

ViewJob hand_reading_job(std::shared_ptr<const Model> model, std::vector<Drawing> drawings) {
  return {ViewJob::Lane::live, [model = std::move(model), drawings = std::move(drawings)](JobReport& report) {
            return read_drawings(report, model, drawings);
          }};
}

ViewJob hand_teaching_job(std::shared_ptr<const Model> model, HandTeaching wanted) {
  wanted.options.priority = ThreadPriority::background;
  return {ViewJob::Lane::lengthy,
          [model = std::move(model), wanted = std::move(wanted)](JobReport& report) -> JobResult {
            const auto original = open_dataset(DatasetName::parse(wanted.data), Split::training,
                                               {.shape = model->graph->input_shape(),
                                                .class_names = model->class_names,
                                                .seed = wanted.options.seed});
            auto result = teach(model, wanted.drawings, original, wanted.data, wanted.options, report.stop(),
                                [&](std::size_t done, std::size_t total) { report.progress(done, total); });
            if (!result) return {};
            auto teaching = std::make_shared<HandTeaching>(wanted);
            teaching->result = std::move(*result);
            return teaching;
          }};
}

FigureFiles hand_files(const HandTeaching& teaching, int convolution) {
  return teach_figure(teaching.result, teaching.options, teaching.data, convolution, Tables::csv);
}

}  // namespace convlens::ui
