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
#include "core/explain/deconvnet.h"
#include "core/formats/npy.h"
#include "core/render/sheet.h"

namespace convlens::app {
namespace {

constexpr int kColourChannels = 3;

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
  std::vector<int> units;
  ProjectionOptions options;
};

Request read(const Arguments& arguments) {
  Request request;
  request.options.rule = parse_rule(arguments.rule);
  request.options.seed = arguments.seed_value == "one" ? SeedValue::one : SeedValue::activation;
  if (!arguments.position.empty()) request.options.position = parse_position(arguments.position);
  request.model = load_model(arguments.model);
  request.node = request.model.graph->find(arguments.layer);
  const Tensor<float> input = load_picture(arguments.image, request.model, arguments.input);
  forward(request.model, input.view(), request.activations);
  if (arguments.unit >= 0) {
    request.units = {arguments.unit};
  } else {
    for (int u = 0; u < request.model.graph->shape_of(request.node).channels; ++u) request.units.push_back(u);
  }
  return request;
}

Projections project_units(const Request& request, int threads, const StopOnInterrupt& interrupt) {
  if (request.units.size() > 1) {
    ProgressBar bar("deconv");
    ThreadPool pool(threads);
    return project_all(request.model, request.activations, request.node, request.options, &pool,
                       interrupt.token(), bar.callback());
  }
  const Projection one =
      project(request.model, request.activations, request.node, request.units.front(), request.options);
  return {.shape = one.pixels.shape(),
          .pixels = chw_of(one.pixels),
          .positions = {one.position},
          .activations = {one.activation},
          .complete = true};
}

/// Colour pictures with 0 in the middle of the grey levels; one channel on the diverging scale.
Pixels paint(std::span<const float> chw, const Shape& shape, ValueRange range, int zoom) {
  if (shape.channels == kColourChannels) return paint_rgb(chw, shape.height, shape.width, range, zoom);
  return paint_map(chw.first(static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width)),
                   shape.height, shape.width, ColourMap::diverging, range, zoom);
}

Sheet sheet_of(const Request& request, const Projections& projections, const std::string& title) {
  const Shape& shape = projections.shape;
  const std::span<const float> all = projections.pixels;
  const int count = static_cast<int>(request.units.size());
  const int zoom =
      count == 1 ? figure_zoom(shape.height, shape.width) : tile_zoom(shape.height, shape.width, count);
  Sheet sheet{.tiles = {},
              .captions = {},
              .title = title,
              .map = ColourMap::diverging,
              .range = range_of(all, ColourMap::diverging)};
  sheet.legend = shape.channels != kColourChannels;
  for (std::size_t i = 0; i < request.units.size(); ++i) {
    const Position& position = projections.positions[i];
    sheet.tiles.push_back(paint(all.subspan(i * shape.size(), shape.size()), shape, sheet.range, zoom));
    sheet.captions.push_back(std::to_string(request.units[i]) + " @ " + std::to_string(position.y) + "," +
                             std::to_string(position.x));
  }
  return sheet;
}

void report(const Arguments& arguments, const Request& request, const Projections& projections, bool as_json) {
  for (std::size_t i = 0; i < request.units.size(); ++i) {
    const Position& position = projections.positions[i];
    const float activation = projections.activations[i];
    if (as_json)
      print_json({{"layer", arguments.layer},
                  {"unit", request.units[i]},
                  {"position", {position.y, position.x}},
                  {"activation", activation},
                  {"rule", arguments.rule}});
    else
      std::printf("%s, map %d: activation %.6g at (%d, %d)\n", arguments.layer.c_str(), request.units[i],
                  static_cast<double>(activation), position.y, position.x);
  }
  if (!as_json) std::printf("saved in %s (deconv.png, deconv.npy)\n", arguments.out.c_str());
}

int deconv(const Arguments& arguments, const CommonOptions& common) {
  const Request request = read(arguments);
  const StopOnInterrupt interrupt;
  const Projections projections = project_units(request, common.threads, interrupt);
  if (!projections.complete) return stopped("nothing was saved");

  const Shape& shape = projections.shape;
  std::vector<std::int64_t> dims = {shape.channels, shape.height, shape.width};
  if (arguments.unit < 0) dims.insert(dims.begin(), static_cast<std::int64_t>(request.units.size()));
  const std::filesystem::path folder = arguments.out;
  make_folder(folder);
  save_npy(folder / "deconv.npy", dims, projections.pixels);
  save_picture(folder / "deconv.png", paint_sheet(sheet_of(request, projections,
                                                           arguments.layer + ", rule " + arguments.rule)));
  report(arguments, request, projections, common.json);
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
  command.add_option("--out", arguments->out, "folder for deconv.png and deconv.npy")->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return deconv(*arguments, common); };
}

}  // namespace convlens::app
