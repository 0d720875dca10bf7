#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/search_figures.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, image, layer, out;
  int iterations = InversionOptions{}.iterations;
  InputOptions input;
};

int invert_image(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const Graph& graph = *model.graph;
  const std::vector<int> nodes =
      arguments.layer.empty() ? layers_worth_inverting(graph) : std::vector<int>{graph.find(arguments.layer)};
  const Tensor<float> input = load_picture(arguments.image, model, arguments.input);
  Activations activations;
  ThreadPool pool(common.threads);
  forward(model, input.view(), activations, {.pool = &pool});

  InversionOptions options;
  options.iterations = arguments.iterations;
  options.seed = common.seed;
  const StopOnInterrupt interrupt;
  ProgressBar bar("invert");
  const Inversions inversions =
      invert_layers(model, activations, nodes, options, &pool, interrupt.token(), bar.callback());
  bar.clear();
  save_figure(arguments.out, inversion_figure(model, inversions, options));
  if (common.json)
    std::printf("%s", inversion_json(model, inversions, options).c_str());
  else
    for (const Inversion& one : inversions)
      std::printf("%s: normalised error %.4f after %d iterations\n", graph.node(one.node).name.c_str(), one.error,
                  one.iterations);
  if (interrupt.requested()) return stopped("the pictures as they stood are in " + arguments.out);
  if (!common.json) std::printf("saved in %s (inversion.png, .svg, .npy, .json)\n", arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_invert(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--image", arguments->image, "an image, a drawing or an .npy")->required();
  command.add_option("--layer", arguments->layer, "a layer, as info names it (default: all, on one sheet)");
  command.add_option("--iterations", arguments->iterations, "steps of gradient descent")
      ->capture_default_str()
      ->check(zero_or_more());
  command.add_option("--out", arguments->out, "folder for inversion.png, .svg, .npy and .json")->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return invert_image(*arguments, common); };
}

}  // namespace convlens::app
