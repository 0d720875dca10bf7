#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/number_list.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/base/error.h"
#include "core/figures/deletion_figure.h"
#include "core/figures/occlusion_figure.h"

namespace convlens::app {
namespace {

constexpr float kGrey = 0.5f;

struct Arguments {
  std::string model, image, out, grid = "centred", fill = "grey", layer;
  int patch = 7, stride = 1;
  int unit = -1;   ///< -1: the strongest map
  int label = -1;  ///< -1: the class predicted for the unoccluded image
  InputOptions input;
};

std::vector<float> parse_fill(const std::string& word, const Model& model, const std::string& model_word) {
  if (word == "grey") return {kGrey};
  if (word == "zero") return {0.0f};
  if (word == "mean") {
    for (const Node& node : model.graph->nodes())
      if (node.layer->kind() == "normalise") return normalisation_of(*model.graph).mean;
    throw Error(ErrorKind::bad_value, model_word, "--fill mean for a model that holds no mean",
                "--fill grey, zero or a number from 0 to 1");
  }
  if (const auto value = parse_number(word, 0.0f, 1.0f)) return {*value};
  throw WrongUsage("--fill: \"" + word + "\" will not do; give grey, mean, zero or a number from 0 to 1");
}

OcclusionOptions options_for(const Arguments& arguments, const Model& model) {
  const Graph& graph = *model.graph;
  OcclusionOptions options;
  options.patch = arguments.patch;
  options.stride = arguments.stride;
  options.grid = arguments.grid == "inside" ? OcclusionGrid::inside : OcclusionGrid::centred;
  options.fill = parse_fill(arguments.fill, model, arguments.model);
  options.layer = arguments.layer.empty() ? graph.last_convolution_activation() : graph.find(arguments.layer);
  if (options.layer == kGraphInput)
    throw Error(ErrorKind::bad_value, arguments.model, "a network without a convolution",
                "the layer with --layer");
  if (arguments.label >= class_count(model))
    throw Error(ErrorKind::bad_value, "--label", std::to_string(arguments.label),
                "a class from 0 to " + std::to_string(class_count(model) - 1));
  if (arguments.label >= 0) options.label = arguments.label;
  if (arguments.unit >= 0) options.map = arguments.unit;
  return options;
}

int occlude_image(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const OcclusionOptions options = options_for(arguments, model);
  const Tensor<float> input = load_picture(arguments.image, model, arguments.input);

  const StopOnInterrupt interrupt;
  ProgressBar bar("occlude");
  ThreadPool pool(common.threads);
  const OcclusionResult result =
      occlude(model, input.view(), options, pool, interrupt.token(), bar.callback());
  if (!result.complete) return stopped("nothing was saved");
  const auto curve = [&](bool in_map_order) {
    return deletion_curve(model, input.view(), result, options, in_map_order, common.seed, pool, interrupt.token(),
                          bar.callback());
  };
  const DeletionCurve deletion = curve(true), random = curve(false);
  bar.clear();
  if (!deletion.complete || !random.complete) return stopped("nothing was saved");

  save_figure(arguments.out, occlusion_figure(model, result, options));
  save_figure(arguments.out, deletion_figure(model, result.label, deletion, random));
  if (common.json)
    std::printf("%s", occlusion_json(model, result, options).c_str());
  else
    std::printf("%dx%d positions of a %dx%d square; map %d of %s, class %s; saved in %s\n",
                result.positions_y, result.positions_x, options.patch, options.patch, result.map,
                model.graph->node(result.layer).name.c_str(), class_name(model, result.label).c_str(),
                arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_occlude(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--image", arguments->image, "an image, a drawing or an .npy")->required();
  command.add_option("--patch", arguments->patch, "side of the square, pixels")
      ->capture_default_str()
      ->check(above_zero());
  command.add_option("--stride", arguments->stride, "pixels from one position to the next")
      ->capture_default_str()
      ->check(above_zero());
  command
      .add_option("--grid", arguments->grid, "centred: its centre visits every pixel; inside: wholly inside")
      ->capture_default_str()
      ->check(CLI::IsMember({"centred", "inside"}));
  command.add_option("--fill", arguments->fill, "grey (0.5), mean, zero, or a number from 0 to 1")
      ->capture_default_str();
  command.add_option("--layer", arguments->layer,
                     "whose map is summed (default: the last convolution's activation)");
  command.add_option("--unit", arguments->unit, "the map of that layer that is summed (default: its strongest)")
      ->check(zero_or_more());
  command.add_option("--label", arguments->label, "the true class, an index (default: the predicted one)")
      ->check(zero_or_more());
  command.add_option("--out", arguments->out, "folder for the three maps, the deletion curve and their .json")->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return occlude_image(*arguments, common); };
}

}  // namespace convlens::app
