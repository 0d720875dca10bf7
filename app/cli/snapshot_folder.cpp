#include "app/cli/snapshot_folder.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>

#include "app/cli/outputs.h"
#include "core/base/error.h"
#include "core/formats/onnx.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStepKey = "step";

fs::path file_of(const fs::path& folder, std::int64_t step) {
  char name[40];
  std::snprintf(name, sizeof name, "step-%07lld.onnx", static_cast<long long>(step));
  return folder / name;
}

std::optional<std::int64_t> step_of(const Model& model) {
  const auto found = model.metadata.find(kStepKey);
  if (found == model.metadata.end()) return {};
  std::int64_t step = 0;
  const std::string& text = found->second;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), step);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return {};
  return step;
}

bool same_structure(const Graph& a, const Graph& b) {
  if (a.input_shape() != b.input_shape() || a.names() != b.names()) return false;
  for (int i = 0; i < a.size(); ++i)
    if (a.node(i).shape != b.node(i).shape || a.node(i).layer->kind() != b.node(i).layer->kind()) return false;
  return a.parameter_buffer_size() == b.parameter_buffer_size();
}

}  // namespace

SnapshotFolder::SnapshotFolder(fs::path folder, std::int64_t every, const Trainer& trainer)
    : folder_(std::move(folder)),
      every_(every > 0 ? every : film_interval(trainer.total_steps())),
      first_(trainer.steps_done()),
      trainer_(trainer) {
  if (!folder_.empty()) make_folder(folder_);
}

void SnapshotFolder::look() {
  if (folder_.empty()) return;
  const std::int64_t step = trainer_.steps_done();
  if (step % every_ != 0 && step != first_ && !trainer_.finished()) return;
  Model model = trainer_.model();
  model.metadata[kStepKey] = std::to_string(step);
  save_onnx(file_of(folder_, step), model);
}

Film load_film(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code reason;
  for (const auto& entry : fs::directory_iterator(folder, reason))
    if (entry.path().extension() == ".onnx") files.push_back(entry.path());
  if (reason) throw Error(ErrorKind::file_missing, folder.string());
  std::sort(files.begin(), files.end());
  Film film;
  for (const fs::path& file : files) {
    auto model = std::make_shared<Model>(load_onnx(file));
    const auto step = step_of(*model);
    if (!step) continue;
    if (!film.snapshots.empty() && !same_structure(*model->graph, film.graph()))
      throw Error(ErrorKind::shape_mismatch, file.string(), "another network", "the one of the folder's first snapshot");
    film.snapshots.push_back({*step, std::move(model)});
  }
  if (film.snapshots.empty())
    throw Error(ErrorKind::bad_value, folder.string(), "a folder without snapshots",
                "one that convlens train --snapshots has filled");
  std::ranges::stable_sort(film.snapshots, {}, &Snapshot::step);
  return film;
}

}  // namespace convlens::app
