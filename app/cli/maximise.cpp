#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/number_list.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/search_figures.h"
#include "core/model/units.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, layer, position, out;
  int unit = -1;  ///< -1: all of the layer's
  int iterations = MaximisationOptions{}.iterations;
};

int maximise_layer(const Arguments& arguments, const CommonOptions& common) {
  MaximisationOptions options;
  options.iterations = arguments.iterations;
  options.seed = common.seed;
  if (!arguments.position.empty()) options.position = parse_position(arguments.position);
  const Model model = load_model(arguments.model);
  const int node = model.graph->find(arguments.layer);
  const std::vector<int> units =
      arguments.unit < 0 ? first_units(model.graph->node(node).shape.channels) : std::vector<int>{arguments.unit};
  const StopOnInterrupt interrupt;
  ProgressBar bar("maximise");
  ThreadPool pool(common.threads);
  const std::vector<Maximisation> found =
      maximise_units(model, node, units, options, &pool, interrupt.token(), bar.callback());
  bar.clear();
  if (found.size() < units.size()) return stopped("nothing was saved");
  save_figure(arguments.out, maximisation_figure(model, found, options));
  if (common.json) {
    std::printf("%s", maximisation_json(model, found, options).c_str());
    return kSuccess;
  }
  for (const Maximisation& one : found)
    std::printf("%s, unit %d: activation %.6g at (%d, %d)\n", arguments.layer.c_str(), one.unit, one.activation,
                one.position.y, one.position.x);
  std::printf("saved in %s (maximisation.png, .svg, .npy, .json)\n", arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_maximise(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--layer", arguments->layer, "a layer, as info names it")->required();
  command.add_option("--unit", arguments->unit, "one map of the layer (default: all, on one sheet)")
      ->check(zero_or_more());
  command.add_option("--position", arguments->position, "Y,X in the map (default: its middle)");
  command.add_option("--iterations", arguments->iterations, "steps of gradient ascent")
      ->capture_default_str()
      ->check(zero_or_more());
  command.add_option("--out", arguments->out, "folder for maximisation.png, .svg, .npy and .json")
      ->required();
  return [arguments, &common] { return maximise_layer(*arguments, common); };
}

}  // namespace convlens::app
