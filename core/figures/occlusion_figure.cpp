#include "core/figures/occlusion_figure.h"

#include <nlohmann/json.hpp>

#include "core/figures/json_text.h"
#include "core/render/sheet.h"

namespace convlens {

std::string occlusion_json(const Model& model, const OcclusionResult& result,
                           const OcclusionOptions& options) {
  using Json = nlohmann::ordered_json;
  Json object;
  object["layer"] = model.graph->node(result.layer).name;
  object["map"] = result.map;
  object["label"] = result.label;
  object["patch"] = options.patch;
  object["stride"] = options.stride;
  if (options.fill.size() == 1)
    object["fill"] = options.fill.front();
  else
    object["fill"] = options.fill;
  object["centres"] = {{"y", result.centres_y}, {"x", result.centres_x}};
  return json_text(object) + "\n";
}

FigureArray occlusion_array(const OcclusionResult& result, OcclusionMap map) {
  FigureArray array{.dimensions = {{"position_y", result.positions_y}, {"position_x", result.positions_x}}, .values = {}};
  if (map == OcclusionMap::activation) array.values = result.activation;
  if (map == OcclusionMap::probability) array.values = result.probability;
  if (map == OcclusionMap::label) {
    array.values.assign(result.most_probable.begin(), result.most_probable.end());
    array.classes = true;
  }
  return array;
}

FigureFiles occlusion_figure(const Model& model, const OcclusionResult& result,
                             const OcclusionOptions& options, Tables tables) {
  const int height = result.positions_y, width = result.positions_x;
  const ColourMap activation_map = scale_for(result.activation);
  const std::string& layer = model.graph->node(result.layer).name;
  FigureFiles files;
  add_array(files, "activation", occlusion_array(result, OcclusionMap::activation), tables);
  add_array(files, "probability", occlusion_array(result, OcclusionMap::probability), tables);
  add_array(files, "label", occlusion_array(result, OcclusionMap::label), tables);
  add_picture(files, "activation",
              paint_figure(result.activation, height, width, activation_map,
                           range_of(result.activation, activation_map),
                           "sum of map " + std::to_string(result.map) + " of " + layer));
  add_picture(files, "probability",
              paint_figure(result.probability, height, width, ColourMap::sequential, {0.0f, 1.0f},
                           "probability of class " + class_name(model, result.label)));
  add_picture(files, "label",
              paint_classes(result.most_probable, height, width, model.class_names, "most probable class"));
  files.push_back({"occlusion.json", occlusion_json(model, result, options)});
  return files;
}

}  // namespace convlens
