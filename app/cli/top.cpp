#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/model_data.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/data/in_memory.h"
#include "core/explain/strongest_store.h"
#include "core/figures/top_figure.h"
#include "core/model/units.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, data, out;
  std::vector<std::string> layers;
  int count = kStrongestCount;
  bool fresh = false;
};

/// Layers that show nothing that the one below them does not show as well.
bool only_moves(const Layer& layer) { return layer.kind() == "flatten" || layer.kind() == "dropout"; }

std::vector<int> nodes_for(const Arguments& arguments, const Graph& graph) {
  std::vector<int> nodes;
  for (const std::string& name : arguments.layers) {
    if (name != "all") {
      nodes.push_back(graph.find(name));
      continue;
    }
    for (int i = 0; i < graph.size(); ++i)
      if (!only_moves(*graph.node(i).layer)) nodes.push_back(i);
  }
  return nodes;
}

struct Source {
  const Model& model;
  const Samples& samples;
  const StrongestPatches& strongest;
};

void report(const Source& source, int node, const std::vector<int>& units, bool as_json) {
  const Graph& graph = *source.model.graph;
  const std::string& layer = graph.node(node).name;
  for (const int unit : units) {
    if (as_json) {
      std::printf("%s\n", top_json(graph, source.samples, node, unit, source.strongest).c_str());
      continue;
    }
    std::printf("%s, map %d:", layer.c_str(), unit);
    for (const StrongPatch& patch : source.strongest.of(node, unit))
      std::printf(" %d (%.4g)", patch.image, static_cast<double>(patch.activation));
    std::printf("\n");
  }
}

int strongest_patches(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const Graph& graph = *model.graph;
  const std::vector<int> nodes = nodes_for(arguments, graph);
  const StopOnInterrupt interrupt;
  ThreadPool pool(common.threads);
  const auto samples = in_memory(open_for_model(arguments.data, Split::test, model, arguments.model, common.seed),
                                 pool, interrupt.token());
  if (!samples) return stopped("nothing was saved");
  tell_notes(*samples);
  const auto folder = arguments.fresh ? std::filesystem::path() : strongest_folder();
  std::optional<StrongestPatches> strongest;
  {
    ProgressBar bar("top");
    strongest = find_strongest(model, *samples, arguments.count, folder, pool, interrupt.token(), bar.callback());
  }
  if (!strongest) return stopped("nothing was saved");

  const LayerStems stems(graph);
  const Source source{model, *samples, *strongest};
  for (const int node : nodes) {
    ProgressBar bar(graph.node(node).name);
    const std::vector<int> units = first_units(graph.node(node).shape.channels);
    const PatchPictures pictures =
        patch_pictures(model, *samples, *strongest, node, units, {}, &pool, interrupt.token(), bar.callback());
    bar.clear();
    if (!pictures.complete) return stopped("the layers before " + graph.node(node).name + " are saved");
    save_figure(arguments.out, top_figure(model, *samples, node, *strongest, pictures, stems));
    report(source, node, units, common.json);
  }
  if (!common.json)
    std::printf("%zu images; a .png, a .svg, a .json and two .npy a layer in %s\n", strongest->images,
                arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_top(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--data", arguments->data, kDataHelp)->required();
  command.add_option("--layer", arguments->layers, "layers, as info names them, or all")->required();
  command.add_option("--count", arguments->count, "images for each map")->capture_default_str()->check(above_zero());
  command.add_flag("--fresh", arguments->fresh, "search again, whatever is kept from an earlier time");
  command.add_option("--out", arguments->out, "folder for a sheet, a .json and the arrays of each layer")->required();
  return [arguments, &common] { return strongest_patches(*arguments, common); };
}

}  // namespace convlens::app
