#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/saliency_method.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/saliency_figure.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, image, method = "gradient", layer, out;
  AttributionOptions options;
  int label = -1;  ///< -1: the class with the highest score
  InputOptions input;
};

int saliency_of(Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  AttributionOptions& options = arguments.options;
  if (!arguments.layer.empty()) {
    if (arguments.method != "grad-cam") throw WrongUsage("--layer is for --method grad-cam");
    options.layer = model.graph->find(arguments.layer);
  }
  if (arguments.label >= 0) options.label = arguments.label;
  const Tensor<float> input = load_picture(arguments.image, model, arguments.input);
  Activations activations;
  ThreadPool pool(common.threads);
  forward(model, input.view(), activations, {.pool = &pool});

  const StopOnInterrupt interrupt;
  ProgressBar bar("saliency");
  const ExplainMethod& method = saliency_method(arguments.method);
  const Attribution result = method.attribute(model, activations, options, &pool, interrupt.token(), bar.callback());
  bar.clear();
  if (!result.complete) return stopped("nothing was saved");

  save_figure(arguments.out, saliency_figure(model, method, result, options));
  if (common.json) {
    std::printf("%s", saliency_json(model, method, result, options).c_str());
    return kSuccess;
  }
  std::printf("%s for class %s, score %.6g; saved in %s\n", std::string(method.title).c_str(),
              class_name(model, result.label).c_str(), result.score, arguments.out.c_str());
  if (arguments.method == "integrated-gradients")
    std::printf("score of the black picture %.6g, the values add up to the difference but for %.3g\n",
                result.baseline_score, result.residue);
  return kSuccess;
}

}  // namespace

Action declare_saliency(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--image", arguments->image, "an image, a drawing or an .npy")->required();
  command.add_option("--method", arguments->method, "how pixels are held to account for the class's score")
      ->capture_default_str()
      ->check(CLI::IsMember(saliency_words()));
  command.add_option("--label", arguments->label, "the class, an index (default: the one with the highest score)")
      ->check(zero_or_more());
  command.add_option("--layer", arguments->layer,
                     "grad-cam: whose maps are weighed (default: the last convolution's activation)");
  command.add_option("--steps", arguments->options.steps, "integrated-gradients: points along the path")
      ->capture_default_str()
      ->check(above_zero());
  command.add_option("--out", arguments->out, "folder for saliency.png, .svg, .npy and .json")->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return saliency_of(*arguments, common); };
}

}  // namespace convlens::app
