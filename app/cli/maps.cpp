#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/model/run.h"
#include "core/render/sheet.h"

namespace convlens::app {
namespace {

constexpr const char* kInput = "input";

struct Arguments {
  std::string model, image, out;
  InputOptions input;
};

/// A layer without height and width as one near-square map, in row order; cells beyond the last value hold
/// none.
Pixels paint_vector(std::vector<float> values, ColourMap map, ValueRange range, const std::string& title) {
  const int width = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(values.size()))));
  const int height = (static_cast<int>(values.size()) + width - 1) / width;
  values.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                std::numeric_limits<float>::quiet_NaN());
  return paint_figure(values, height, width, map, range, title + ", row by row");
}

void save_maps(const std::filesystem::path& folder, const std::string& stem, const std::string& layer,
               const Tensor<float>& values, ColourMap map) {
  const Shape& shape = values.shape();
  const std::vector<float> chw = chw_of(values);
  const ValueRange range = range_of(chw, map);
  const std::string title = layer + ": " + to_string(shape);
  save_chw(folder / (stem + ".npy"), values);
  save_picture(folder / (stem + ".png"), shape.is_vector() ? paint_vector(chw, map, range, title)
                                                           : paint_maps(chw, shape, map, range, title));
}

int save_all_maps(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const Tensor<float> input = load_picture(arguments.image, model, arguments.input);
  Activations activations;
  forward(model, input.view(), activations);

  const StopOnInterrupt interrupt;
  const std::filesystem::path folder = arguments.out;
  make_folder(folder);
  FileStems stems;
  Json layers = Json::array();
  save_maps(folder, stems.take(kInput), kInput, input, ColourMap::grey);
  for (int i = 0; i < model.graph->size(); ++i) {
    if (interrupt.requested())
      return stopped("the layers before " + model.graph->node(i).name + " are saved");
    const std::string& layer = model.graph->node(i).name;
    const std::string stem = stems.take(layer);
    const Tensor<float>& values = activations.of(i);
    save_maps(folder, stem, layer, values, scale_for(values.values()));
    const Shape& shape = values.shape();
    layers.push_back({{"layer", layer},
                      {"shape", {shape.channels, shape.height, shape.width}},
                      {"files", {stem + ".npy", stem + ".png"}}});
  }
  if (common.json)
    print_json({{"folder", arguments.out}, {"layers", layers}});
  else
    std::printf("%s: the maps of %d layers in %s (a .png and a .npy each)\n", arguments.image.c_str(),
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
