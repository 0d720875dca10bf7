#include "ui/views/strongest_job.h"

#include <chrono>

#include "core/data/in_memory.h"
#include "core/explain/strongest_store.h"
#include "core/model/units.h"
#include "ui/views/data_evaluation.h"

namespace convlens::ui {
namespace {

// Often enough to be seen filling; putting a whole network's lists together takes about a millisecond.
constexpr std::chrono::milliseconds kBetweenPartials(150);

JobResult search(JobReport& report, StrongestOfData growing) {
  if (!growing.samples) growing.samples = open_test_split(growing.word, *growing.model);
  const auto shared = [&] { return std::make_shared<const StrongestOfData>(growing); };
  if (!growing.fits() || growing.samples->size() == 0) return shared();
  growing.samples = in_memory(std::move(growing.samples), report.pool(), report.stop());
  if (!growing.samples) return {};
  auto published = std::chrono::steady_clock::now();
  const auto found = find_strongest(
      *growing.model, *growing.samples, kStrongestCount, strongest_folder(), report.pool(), report.stop(),
      [&](std::size_t done, std::size_t total) { report.progress(done, total); },
      [&](const StrongestSearch& search) {
        const auto now = std::chrono::steady_clock::now();
        if (now - published < kBetweenPartials) return;
        published = now;
        growing.patches = search.found();
        report.partial(shared());
      });
  if (!found) return {};
  growing.patches = *found;
  return shared();
}

ViewJob pictures_job(const StrongestPtr& source, int layer, std::vector<int> units, const PictureOptions& options) {
  return {.lane = ViewJob::Lane::live, .compute = [=](JobReport& report) -> JobResult {
            auto result = std::make_shared<StrongestPictures>();
            result->source = source;
            result->layer = layer;
            result->pictures = patch_pictures(*source->model, *source->samples, source->patches, layer, units, options,
                                              &report.pool(), report.stop());
            if (!result->pictures.complete) return {};
            return result;
          }};
}

}  // namespace

ViewJob strongest_job(const QString& word, std::shared_ptr<const Model> model, const StrongestPtr& earlier) {
  StrongestOfData growing{.word = word, .model = std::move(model), .samples = nullptr, .patches = {}};
  if (earlier && earlier->word == word && opens_alike(*earlier->model, *growing.model))
    growing.samples = earlier->samples;
  return {ViewJob::Lane::lengthy, [growing](JobReport& report) { return search(report, growing); }};
}

ViewJob overview_job(const StrongestPtr& source, int layer, int units) {
  return pictures_job(source, layer, first_units(units), {.patches = 1, .projections = false});
}

ViewJob unit_job(const StrongestPtr& source, int layer, int unit) { return pictures_job(source, layer, {unit}, {}); }

}  // namespace convlens::ui
