#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/invariance_figure.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, image, transformation = "shift-x", out;
  int label = -1;  ///< -1: the class with the highest score
  InputOptions input;
};

int move_image(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const Tensor<float> input = load_picture(arguments.image, model, arguments.input);
  Activations activations;
  ThreadPool pool(common.threads);
  forward(model, input.view(), activations, {.pool = &pool});
  const Transformation transformation = parse_transformation(arguments.transformation);

  const StopOnInterrupt interrupt;
  ProgressBar bar("invariance");
  const std::optional<int> label = arguments.label >= 0 ? std::optional(arguments.label) : std::nullopt;
  const InvarianceCurves curves =
      invariance(model, activations, transformation, usual_amounts(transformation, model.graph->input_shape()), label,
                 pool, interrupt.token(), bar.callback());
  bar.clear();
  if (!curves.complete) return stopped("nothing was saved");
  save_figure(arguments.out, invariance_figure(model, curves));
  if (common.json)
    std::printf("%s", invariance_json(model, curves).c_str());
  else
    std::printf("%s from %g to %g, class %s; saved in %s\n", arguments.transformation.c_str(), curves.amounts.front(),
                curves.amounts.back(), class_name(model, curves.label).c_str(), arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_invariance(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--image", arguments->image, "an image, a drawing or an .npy")->required();
  command.add_option("--transform", arguments->transformation, "how the image is moved")
      ->capture_default_str()
      ->check(CLI::IsMember({"shift-x", "shift-y", "scale", "rotate"}));
  command.add_option("--label", arguments->label, "the class, an index (default: the one with the highest score)")
      ->check(zero_or_more());
  command
      .add_option("--out", arguments->out, "folder for the curves, .png, .svg and .npy, and invariance.json")
      ->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return move_image(*arguments, common); };
}

}  // namespace convlens::app
