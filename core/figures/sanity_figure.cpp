#include "core/figures/sanity_figure.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/figures/json_text.h"
#include "core/render/line_plot.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

constexpr const char* kStem = "sanity";

std::string text_of(double correlation) {
  if (std::isnan(correlation)) return "flat";
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", correlation);
  return text;
}

Pixels tile_of(const std::vector<float>& chw, const Shape& shape, int zoom) {
  std::vector<float> map(chw.begin(), chw.begin() + shape.height * shape.width);
  for (std::size_t i = map.size(); i < chw.size(); ++i) map[i % map.size()] += chw[i];
  const ColourMap colours = scale_for(map);
  return paint_map(map, shape.height, shape.width, colours, range_of(map, colours), zoom);
}

LinePlot curve_of(const Model& model, const SanityCheck& check) {
  LinePlot plot{.title = std::string(check.method->title) + ": weights made random from the top down",
                .x_title = "random down to this layer",
                .y_title = "rank correlation with the real one",
                .x = {0, static_cast<float>(check.steps.size())},
                .y = {-1, 1},
                .lines = {{"values", {}, {}}, {"magnitudes", {}, {}}},
                .x_names = {"none"}};
  const auto add = [&](std::size_t x, double correlation, double of_magnitudes) {
    for (PlotLine& line : plot.lines) line.x.push_back(static_cast<float>(x));
    plot.lines[0].y.push_back(static_cast<float>(correlation));
    plot.lines[1].y.push_back(static_cast<float>(of_magnitudes));
  };
  add(0, 1, 1);
  for (std::size_t i = 0; i < check.steps.size(); ++i) {
    const SanityStep& step = check.steps[i];
    add(i + 1, step.correlation, step.magnitude_correlation);
    plot.x_names.push_back(model.graph->node(step.node).name);
  }
  return plot;
}

}  // namespace

std::string sanity_json(const Model& model, const SanityCheck& check, const SanityOptions& options) {
  using Json = nlohmann::ordered_json;
  Json steps = Json::array();
  for (const SanityStep& step : check.steps)
    steps.push_back({{"layer", model.graph->node(step.node).name},
                     {"rank_correlation", step.correlation},
                     {"rank_correlation_of_magnitudes", step.magnitude_correlation}});
  Json object;
  object["method"] = check.method->name;
  object["label"] = check.label;
  object["class"] = class_name(model, check.label);
  object["seed"] = options.seed;
  object["steps"] = steps;
  return json_text(object) + "\n";
}

FigureFiles sanity_figure(const Model& model, const SanityCheck& check, const SanityOptions& options, Tables tables) {
  const Shape& shape = check.shape;
  const int count = static_cast<int>(check.steps.size()) + 1;
  const int zoom = tile_zoom(shape.height, shape.width, count);
  Sheet sheet{.tiles = {tile_of(check.values, shape, zoom)},
              .captions = {"real weights"},
              .title = std::string(check.method->title) + ", random down to ...: rank correlation",
              .map = ColourMap::diverging,
              .range = {}};
  sheet.legend = false;
  std::vector<float> values = check.values;
  for (const SanityStep& step : check.steps) {
    sheet.tiles.push_back(tile_of(step.values, shape, zoom));
    sheet.captions.push_back(model.graph->node(step.node).name + " " + text_of(step.correlation));
    values.insert(values.end(), step.values.begin(), step.values.end());
  }
  const Dimension dimensions[] = {{"explanation", count}, {"channel", shape.channels}, {"y", shape.height}, {"x", shape.width}};
  FigureFiles files;
  add_array(files, kStem, dimensions, values, tables);
  add_picture(files, kStem, paint_sheet(sheet));
  add_picture(files, std::string(kStem) + "-curve", paint_line_plot(curve_of(model, check)));
  files.push_back({std::string(kStem) + ".json", sanity_json(model, check, options)});
  return files;
}

}  // namespace convlens
