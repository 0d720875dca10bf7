#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/number_list.h"
#include "app/cli/outputs.h"
#include "core/figures/arithmetic_figure.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, image, layer, position, out;
  int unit = 0;
  InputOptions input;
};

int take_apart(const Arguments& arguments, const CommonOptions& common) {
  const bool named = !arguments.position.empty();
  Position position = named ? parse_position(arguments.position) : Position{};
  const Model model = load_model(arguments.model);
  const int node = model.graph->find(arguments.layer);
  const Tensor<float> input = load_picture(arguments.image, model, arguments.input);
  Activations activations;
  ThreadPool pool(common.threads);
  forward(model, input.view(), activations, {.pool = &pool});
  if (!named && arguments.unit < activations.of(node).shape().channels)
    position = strongest_position(activations.of(node), arguments.unit);
  const Arithmetic arithmetic = arithmetic_of(model, activations, node, arguments.unit, position);
  if (!arguments.out.empty()) save_figure(arguments.out, arithmetic_figure(model, arithmetic));
  const std::string text = common.json ? arithmetic_json(model, arithmetic) : arithmetic_text(model, arithmetic);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kSuccess;
}

}  // namespace

Action declare_arithmetic(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--image", arguments->image, "an image, a drawing or an .npy")->required();
  command.add_option("--layer", arguments->layer, "a layer, as info names it")->required();
  command.add_option("--unit", arguments->unit, "a map of the layer")->capture_default_str()->check(zero_or_more());
  command.add_option("--position", arguments->position, "Y,X in the map (default: its strongest position)");
  command.add_option("--out", arguments->out,
                     "folder for arithmetic.json, .npy, .png and .svg (default: none is written)");
  add_input_options(command, arguments->input);
  return [arguments, &common] { return take_apart(*arguments, common); };
}

}  // namespace convlens::app
