#include "core/study/evolution.h"

#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/model_data.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/snapshot_folder.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/data/in_memory.h"
#include "core/data/mixed.h"
#include "core/figures/evolution_figure.h"
#include "core/model/units.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string snapshots, data, layer, out;
  std::size_t images = kEvolutionImages;
};

std::optional<std::vector<EvolutionMoment>> moments_of(const Film& film, const Samples& images, ThreadPool& pool,
                                                       const std::stop_token& stop) {
  ProgressBar bar("snapshots");
  std::vector<EvolutionMoment> moments;
  for (const Snapshot& snapshot : film.snapshots) {
    auto moment = evolution_moment(snapshot, images, pool, stop);
    if (!moment) return {};
    moments.push_back(std::move(*moment));
    bar.show(moments.size(), film.snapshots.size());
  }
  return moments;
}

void report(const std::vector<EvolutionMoment>& moments, const Arguments& arguments, std::size_t images, bool as_json) {
  for (const EvolutionMoment& moment : moments) {
    if (as_json)
      std::printf("%s\n", evolution_json(moment).c_str());
    else
      std::printf("step %7lld: %6.2f %%\n", static_cast<long long>(moment.step), 100 * moment.accuracy);
  }
  if (!as_json)
    std::printf("%zu snapshots; accuracy and strongest images of the first %zu training images; saved in %s\n",
                moments.size(), images, arguments.out.c_str());
}

int evolution(const Arguments& arguments, const CommonOptions& common) {
  Film film = load_film(arguments.snapshots);
  film.data = arguments.data;
  const Model& first = *film.snapshots.front().model;
  const int node = first.graph->find(arguments.layer);
  const StopOnInterrupt interrupt;
  ThreadPool pool(common.threads);
  const auto training = open_for_model(arguments.data, Split::training, first, arguments.snapshots, common.seed);
  tell_notes(*training);
  const auto images = in_memory(first_of(training, arguments.images), pool, interrupt.token());
  if (!images) return stopped("nothing was saved");
  const auto moments = moments_of(film, *images, pool, interrupt.token());
  if (!moments) return stopped("nothing was saved");
  const std::vector<int> units = first_units(first.graph->node(node).shape.channels);
  ProgressBar bar(arguments.layer);
  const auto pictures =
      evolution_pictures(film, *moments, *images, node, units, &pool, interrupt.token(), bar.callback());
  bar.clear();
  if (pictures.empty()) return stopped("nothing was saved");
  save_figure(arguments.out, evolution_figure(film, *moments, pictures, *images, node));
  report(*moments, arguments, images->size(), common.json);
  return kSuccess;
}

}  // namespace

Action declare_evolution(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--snapshots", arguments->snapshots, "the folder that convlens train --snapshots filled")->required();
  command.add_option("--data", arguments->data, kDataHelp)->required();
  command.add_option("--layer", arguments->layer, "a layer, as info names it")->required();
  command.add_option("--images", arguments->images, "training images to look for the strongest among")
      ->capture_default_str()
      ->check(above_zero());
  command.add_option("--out", arguments->out, "folder for evolution.json, the pictures and the arrays")->required();
  return [arguments, &common] { return evolution(*arguments, common); };
}

}  // namespace convlens::app
