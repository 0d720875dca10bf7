#include "ui/views/lab_job.h"

#include "core/data/dataset.h"
#include "core/formats/onnx.h"

namespace convlens::ui {
namespace {

// Of training: other views' lengthy jobs wait this long at most for their turn.
constexpr double kSliceSeconds = 2;
constexpr std::size_t kParts = 1000;

std::shared_ptr<const Samples> open_split(const LabSettings& settings, Split split) {
  return open_dataset(DatasetName::parse(settings.data), split,
                      {.shape = settings.base->input_shape(), .class_names = {}, .seed = settings.seed});
}

/// Not under the hands of another window.
void clear(const LabFolder& folder) {
  const auto lock = folder.lock();
  folder.clear();
}

std::unique_ptr<Lab> open_lab(const LabRun& run) {
  if (run.anew) clear(LabFolder(run.folder));
  const auto training = open_split(run.settings, Split::training);
  const auto test = open_split(run.settings, Split::test);
  return std::make_unique<Lab>(run.settings, training, test, run.folder, 0, ThreadPriority::background);
}

LabMomentPtr moment_of(const Lab& lab) {
  return std::make_shared<const LabMoment>(LabMoment{lab.state(), lab.current()});
}

}  // namespace

ViewJob lab_slice_job(const std::shared_ptr<LabRun>& run) {
  return {.lane = ViewJob::Lane::lengthy, .compute = [run](JobReport& report) -> JobResult {
            if (!run->lab) {
              run->lab = open_lab(*run);
              run->anew = false;
              report.partial(moment_of(*run->lab));
            }
            run->lab->run(
                report.pool(), report.stop(),
                {.looked = [&](std::size_t) { report.partial(moment_of(*run->lab)); },
                 .progressed =
                     [&](double done) { report.progress(static_cast<std::size_t>(done * kParts), kParts); }},
                kSliceSeconds);
            return moment_of(*run->lab);
          }};
}

ViewJob lab_peek_job(const std::filesystem::path& folder) {
  return {.lane = ViewJob::Lane::lengthy, .compute = [folder](JobReport&) -> JobResult {
            const LabFolder kept(folder);
            if (!kept.exists()) return {};
            return std::make_shared<const LabMoment>(LabMoment{kept.state()});
          }};
}

ViewJob lab_discard_job(const std::filesystem::path& folder) {
  return {.lane = ViewJob::Lane::lengthy, .compute = [folder](JobReport&) -> JobResult {
            clear(LabFolder(folder));
            return {};
          }};
}

ViewJob lab_open_job(const std::filesystem::path& folder, std::size_t variant) {
  return {.lane = ViewJob::Lane::live, .compute = [folder, variant](JobReport&) -> JobResult {
            const LabFolder kept(folder);
            const auto found = kept.load(variant);
            if (!found) return {};
            const std::string name = to_string(kept.settings().variants.at(variant));
            const std::filesystem::path file = folder / (name + ".onnx");
            save_onnx(file, found->checkpoint.model);
            return std::make_shared<const QString>(QString::fromStdString(file.string()));
          }};
}

}  // namespace convlens::ui
