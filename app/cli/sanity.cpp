#include <cmath>
#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/sanity_figure.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, image, method = "saliency", out;
  int label = -1;  ///< -1: the class with the highest score
  InputOptions input;
};

std::vector<std::string> methods() {
  std::vector<std::string> names;
  for (const ExplainMethod& method : explain_methods())
    if (can_check_sanity(method)) names.emplace_back(method.name);
  return names;
}

std::string correlation_text(double value) {
  char text[16] = "flat";
  if (!std::isnan(value)) std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

int check(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const Tensor<float> input = load_picture(arguments.image, model, arguments.input);
  SanityOptions options;
  options.seed = common.seed;
  if (arguments.label >= 0) options.attribution.label = arguments.label;
  Activations activations;
  ThreadPool pool(common.threads);
  forward(model, input.view(), activations, {.pool = &pool});

  const StopOnInterrupt interrupt;
  ProgressBar bar("sanity");
  const SanityCheck result = check_sanity(model, activations, *find_explain_method(arguments.method), options, pool,
                                          interrupt.token(), bar.callback());
  bar.clear();
  if (!result.complete) return stopped("nothing was saved");
  save_figure(arguments.out, sanity_figure(model, result, options));
  if (common.json) {
    std::printf("%s", sanity_json(model, result, options).c_str());
    return kSuccess;
  }
  std::printf("%s for class %s: rank correlation with itself once the weights are random down to\n",
              std::string(result.method->title).c_str(), class_name(model, result.label).c_str());
  for (const SanityStep& step : result.steps)
    std::printf("%12s  %6s (magnitudes %s)\n", model.graph->node(step.node).name.c_str(),
                correlation_text(step.correlation).c_str(), correlation_text(step.magnitude_correlation).c_str());
  std::printf("saved in %s (sanity.png, .svg, .npy, .json, sanity-curve.png, .svg)\n", arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_sanity(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--image", arguments->image, "an image, a drawing or an .npy")->required();
  command.add_option("--method", arguments->method, "the explanation to check")
      ->capture_default_str()
      ->check(CLI::IsMember(methods()));
  command.add_option("--label", arguments->label, "the class, an index (default: the one with the highest score)")
      ->check(zero_or_more());
  command
      .add_option("--out", arguments->out,
                  "folder for sanity.png, .svg, .npy, .json, sanity-curve.png and .svg")
      ->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return check(*arguments, common); };
}

}  // namespace convlens::app
