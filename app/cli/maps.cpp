#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/maps_figure.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, image, out;
  InputOptions input;
};

int save_all_maps(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const Tensor<float> input = load_picture(arguments.image, model, arguments.input);
  Activations activations;
  ThreadPool pool(common.threads);
  forward(model, input.view(), activations, {.pool = &pool});

  const StopOnInterrupt interrupt;
  const Graph& graph = *model.graph;
  const LayerStems stems(graph);
  Json layers = Json::array();
  for (int i = kGraphInput; i < graph.size(); ++i) {
    if (interrupt.requested() && i > 0)
      return stopped("the layers before " + graph.node(i).name + " are saved");
    const FigureFiles files = maps_figure(graph, activations, i, stems);
    save_figure(arguments.out, files);
    if (i == kGraphInput) continue;
    const Shape& shape = activations.of(i).shape();
    layers.push_back({{"layer", graph.node(i).name},
                      {"shape", {shape.channels, shape.height, shape.width}},
                      {"files", Json::array()}});
    for (const FigureFile& file : files) layers.back()["files"].push_back(file.name);
  }
  if (common.json)
    print_json({{"folder", arguments.out}, {"layers", layers}});
  else
    std::printf("%s: the maps of %d layers in %s (a .png, a .svg and a .npy each)\n", arguments.image.c_str(),
                model.graph->size(), arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_maps(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--image", arguments->image, "an image, a drawing or an .npy")->required();
  command.add_option("--out", arguments->out, "folder for a sheet and an .npy a layer")->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return save_all_maps(*arguments, common); };
}

}  // namespace convlens::app
