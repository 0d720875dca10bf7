#include "core/figures/invariance_figure.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/figures/json_text.h"
#include "core/render/line_plot.h"

namespace convlens {
namespace {

const char* unit_of(Transformation transformation) {
  switch (transformation) {
    case Transformation::shift_x: return "pixels to the right";
    case Transformation::shift_y: return "pixels down";
    case Transformation::scale: return "times as large";
    case Transformation::rotate: break;
  }
  return "degrees anticlockwise";
}

}  // namespace

std::string invariance_json(const Model& model, const InvarianceCurves& curves) {
  nlohmann::ordered_json object;
  object["transformation"] = name_of(curves.transformation);
  object["label"] = curves.label;
  object["class"] = class_name(model, curves.label);
  object["amounts"] = curves.amounts;
  nlohmann::ordered_json layers = nlohmann::ordered_json::array();
  for (const int layer : curves.layers) layers.push_back(model.graph->node(layer).name);
  object["layers"] = layers;
  return json_text(object) + "\n";
}

FigureFiles invariance_figure(const Model& model, const InvarianceCurves& curves, Tables tables) {
  const std::vector<float> amounts(curves.amounts.begin(), curves.amounts.end());
  const auto count = static_cast<std::int64_t>(amounts.size());
  LinePlot plot{.title = std::string(name_of(curves.transformation)) + ": how far each layer's answer moves",
                .x_title = unit_of(curves.transformation),
                .y_title = "distance / length",
                .x = {amounts.front(), amounts.back()},
                .y = {0, 0},
                .lines = {},
                .x_names = {}};
  std::vector<float> distances;
  for (std::size_t i = 0; i < curves.layers.size(); ++i) {
    plot.lines.push_back({model.graph->node(curves.layers[i]).name, amounts, curves.distances[i]});
    distances.insert(distances.end(), curves.distances[i].begin(), curves.distances[i].end());
  }
  plot.y.high = std::max(1e-6f, *std::max_element(distances.begin(), distances.end()));
  FigureFiles files;
  const Dimension both[] = {{"layer", static_cast<std::int64_t>(curves.layers.size())}, {"amount", count}};
  add_array(files, "distance", both, distances, tables);
  add_picture(files, "distance", paint_line_plot(plot));
  plot.title = "probability of class " + class_name(model, curves.label);
  plot.y_title = "probability";
  plot.y = {0, 1};
  plot.lines = {{"probability", amounts, curves.probability}};
  const Dimension one[] = {{"amount", count}};
  add_array(files, "probability", one, curves.probability, tables);
  add_picture(files, "probability", paint_line_plot(plot));
  files.push_back({"invariance.json", invariance_json(model, curves)});
  return files;
}

}  // namespace convlens
