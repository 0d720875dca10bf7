#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/number_list.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/deconv_figure.h"
#include "core/model/units.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, image, layer, out;
  int unit = -1;  ///< -1: all of the layer's maps
  std::string position, rule = "deconvnet", seed_value = "activation";
  InputOptions input;
};

struct Request {
  Model model;
  Activations activations;
  int node = 0;
  ProjectionOptions options;
};

/// Where one unit's walk began.
struct Start {
  int unit;
  Position position;
  float activation;
};

Request read(const Arguments& arguments, ThreadPool& pool) {
  Request request;
  request.options.rule = parse_rule(arguments.rule);
  request.options.seed = arguments.seed_value == "one" ? SeedValue::one : SeedValue::activation;
  if (!arguments.position.empty()) request.options.position = parse_position(arguments.position);
  request.model = load_model(arguments.model);
  request.node = request.model.graph->find(arguments.layer);
  const Tensor<float> input = load_picture(arguments.image, request.model, arguments.input);
  forward(request.model, input.view(), request.activations, {.pool = &pool});
  return request;
}

/// The figure, empty where it was stopped, and what it shows.
FigureFiles figure_of_one(const Request& request, int unit, std::vector<Start>& starts) {
  const Projection one = project(request.model, request.activations, request.node, unit, request.options);
  starts.push_back({unit, one.position, one.activation});
  return deconv_figure(request.model, request.node, unit, one, request.options);
}

FigureFiles figure_of_all(const Request& request, ThreadPool& pool, std::stop_token stop,
                          std::vector<Start>& starts) {
  ProgressBar bar("deconv");
  const Projections all = project_all(request.model, request.activations, request.node, request.options,
                                      &pool, stop, bar.callback());
  if (!all.complete) return {};
  const std::vector<int> units = first_units(static_cast<int>(all.positions.size()));
  for (std::size_t i = 0; i < units.size(); ++i)
    starts.push_back({units[i], all.positions[i], all.activations[i]});
  return deconv_figure(request.model, request.node, units, all, request.options);
}

void report(const Arguments& arguments, const std::vector<Start>& starts, bool as_json) {
  for (const Start& start : starts) {
    if (as_json)
      print_json({{"layer", arguments.layer},
                  {"unit", start.unit},
                  {"position", {start.position.y, start.position.x}},
                  {"activation", start.activation},
                  {"rule", arguments.rule}});
    else
      std::printf("%s, map %d: activation %.6g at (%d, %d)\n", arguments.layer.c_str(), start.unit,
                  static_cast<double>(start.activation), start.position.y, start.position.x);
  }
  if (!as_json) std::printf("saved in %s (deconv.png, .svg, .npy)\n", arguments.out.c_str());
}

int deconv(const Arguments& arguments, const CommonOptions& common) {
  ThreadPool pool(common.threads);
  const Request request = read(arguments, pool);
  const StopOnInterrupt interrupt;
  std::vector<Start> starts;
  const FigureFiles files = arguments.unit >= 0
                                ? figure_of_one(request, arguments.unit, starts)
                                : figure_of_all(request, pool, interrupt.token(), starts);
  if (files.empty()) return stopped("nothing was saved");
  save_figure(arguments.out, files);
  report(arguments, starts, common.json);
  return kSuccess;
}

}  // namespace

Action declare_deconv(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--image", arguments->image, "an image, a drawing or an .npy")->required();
  command.add_option("--layer", arguments->layer, "a layer, as info names it")->required();
  command.add_option("--unit", arguments->unit, "one map of the layer (default: all)")
      ->check(zero_or_more());
  command.add_option("--position", arguments->position, "Y,X in the map (default: its strongest position)");
  command.add_option("--rule", arguments->rule, "what ReLU does on the way down")
      ->capture_default_str()
      ->check(CLI::IsMember({"deconvnet", "guided", "gradient"}));
  command.add_option("--seed-value", arguments->seed_value, "what the walk starts with")
      ->capture_default_str()
      ->check(CLI::IsMember({"activation", "one"}));
  command.add_option("--out", arguments->out, "folder for deconv.png, .svg and .npy")->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return deconv(*arguments, common); };
}

}  // namespace convlens::app
