#include "core/figures/search_figures.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/figures/json_text.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;
constexpr int kColourChannels = 3;


std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

Pixels paint(const std::vector<float>& chw, const Shape& shape, int zoom) {
  if (shape.channels == kColourChannels) return paint_rgb(chw, shape.height, shape.width, {0.0f, 1.0f}, zoom);
  const std::span<const float> first(chw.data(), static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width));
  return paint_map(first, shape.height, shape.width, ColourMap::grey, {0.0f, 1.0f}, zoom);
}

struct Captioned {
  const Tensor<float>& picture;
  std::string caption;
};

/// (c, h, w), or (what, c, h, w) of several.
FigureArray array_of(const char* what, const std::vector<Captioned>& pictures) {
  const Shape& shape = pictures.front().picture.shape();
  FigureArray array{.dimensions = {{"channel", shape.channels}, {"y", shape.height}, {"x", shape.width}},
                    .values = {}};
  if (pictures.size() > 1)
    array.dimensions.insert(array.dimensions.begin(), {what, static_cast<std::int64_t>(pictures.size())});
  for (const Captioned& one : pictures) {
    const std::vector<float> chw = chw_of(one.picture);
    array.values.insert(array.values.end(), chw.begin(), chw.end());
  }
  return array;
}

/// One picture alone is (c, h, w).
FigureFiles figure_of(const std::string& stem, const std::string& title, const char* what,
                      const std::vector<Captioned>& pictures, Tables tables) {
  FigureFiles files;
  if (pictures.empty()) return files;
  const Shape& shape = pictures.front().picture.shape();
  const int count = static_cast<int>(pictures.size());
  const int zoom = count == 1 ? figure_zoom(shape.height, shape.width) : tile_zoom(shape.height, shape.width, count);
  Sheet sheet{.tiles = {}, .captions = {}, .title = title, .map = ColourMap::grey, .range = {0.0f, 1.0f}};
  sheet.legend = shape.channels != kColourChannels;
  for (const Captioned& one : pictures) {
    sheet.tiles.push_back(paint(chw_of(one.picture), shape, zoom));
    sheet.captions.push_back(one.caption);
  }
  add_array(files, stem, array_of(what, pictures), tables);
  add_picture(files, stem, paint_sheet(sheet));
  return files;
}

}  // namespace

std::string inversion_json(const Model& model, const Inversions& inversions, const InversionOptions& options) {
  Json layers = Json::array();
  for (const Inversion& one : inversions)
    layers.push_back({{"layer", model.graph->node(one.node).name}, {"error", one.error}, {"iterations", one.iterations}});
  Json object;
  object["layers"] = layers;
  object["seed"] = options.seed;
  object["alpha"] = options.alpha;
  object["norm_weight"] = options.norm_weight;
  object["variation_weight"] = options.variation_weight;
  object["momentum"] = options.momentum;
  object["learning_rate"] = options.learning_rate;
  object["longest_derivative"] = kLongestDerivative;
  object["sigma"] = PixelSpace(*model.graph).sigma();
  return json_text(object) + "\n";
}

FigureArray inversion_array(const Inversion& inversion) {
  return array_of("layer", {{inversion.picture, {}}});
}

FigureFiles inversion_figure(const Model& model, const Inversions& inversions, const InversionOptions& options,
                             Tables tables) {
  std::vector<Captioned> pictures;
  for (const Inversion& one : inversions)
    pictures.push_back({one.picture, model.graph->node(one.node).name + " " + short_number(one.error)});
  FigureFiles files = figure_of("inversion", "inversion, with the normalised error", "layer", pictures, tables);
  files.push_back({"inversion.json", inversion_json(model, inversions, options)});
  return files;
}

FigureArray maximisation_array(const std::vector<Maximisation>& units) {
  std::vector<Captioned> pictures;
  for (const Maximisation& one : units) pictures.push_back({one.picture, {}});
  return array_of("unit", pictures);
}

std::string maximisation_json(const Model& model, const std::vector<Maximisation>& units,
                              const MaximisationOptions& options) {
  Json list = Json::array();
  for (const Maximisation& one : units)
    list.push_back({{"unit", one.unit},
                    {"position", {one.position.y, one.position.x}},
                    {"activation", one.activation},
                    {"iterations", one.iterations}});
  Json object;
  if (!units.empty()) object["layer"] = model.graph->node(units.front().node).name;
  object["units"] = list;
  object["seed"] = options.seed;
  object["norm_weight"] = options.norm_weight;
  object["variation_weight"] = options.variation_weight;
  object["momentum"] = options.momentum;
  object["learning_rate"] = options.learning_rate;
  return json_text(object) + "\n";
}

FigureFiles maximisation_figure(const Model& model, const std::vector<Maximisation>& units,
                                const MaximisationOptions& options, Tables tables) {
  std::vector<Captioned> pictures;
  for (const Maximisation& one : units)
    pictures.push_back({one.picture, std::to_string(one.unit) + ": " + short_number(one.activation)});
  const std::string layer = units.empty() ? "" : model.graph->node(units.front().node).name;
  FigureFiles files = figure_of("maximisation", layer + ", unit: activation reached", "unit", pictures, tables);
  files.push_back({"maximisation.json", maximisation_json(model, units, options)});
  return files;
}

}  // namespace convlens
