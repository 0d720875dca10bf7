#include "core/figures/saliency_figure.h"

#include <nlohmann/json.hpp>

#include "core/explain/integrated_gradients.h"
#include "core/figures/json_text.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

constexpr const char* kStem = "saliency";

}  // namespace

std::vector<float> one_map_of(const Attribution& attribution) {
  const std::size_t area = attribution.values.size() / static_cast<std::size_t>(attribution.shape.channels);
  std::vector<float> map(attribution.values.begin(), attribution.values.begin() + static_cast<std::ptrdiff_t>(area));
  for (std::size_t i = area; i < attribution.values.size(); ++i) map[i % area] += attribution.values[i];
  return map;
}

std::string saliency_json(const Model& model, const ExplainMethod& method, const Attribution& attribution,
                          const AttributionOptions& options) {
  using Json = nlohmann::ordered_json;
  Json object;
  object["method"] = method.name;
  object["label"] = attribution.label;
  object["class"] = class_name(model, attribution.label);
  object["score"] = attribution.score;
  if (attribution.layer != kGraphInput) object["layer"] = model.graph->node(attribution.layer).name;
  if (method.attribute == integrated_gradients) {
    object["steps"] = options.steps;
    object["baseline_score"] = attribution.baseline_score;
    object["residue"] = attribution.residue;
  }
  return json_text(object) + "\n";
}

FigureArray saliency_array(const ExplainMethod& method, const Attribution& attribution) {
  const Shape& shape = attribution.shape;
  FigureArray array{.dimensions = {}, .values = attribution.values};
  if (method.attribute == integrated_gradients) array.dimensions.push_back({"channel", shape.channels});
  array.dimensions.push_back({"y", shape.height});
  array.dimensions.push_back({"x", shape.width});
  return array;
}

FigureFiles saliency_figure(const Model& model, const ExplainMethod& method, const Attribution& attribution,
                            const AttributionOptions& options, Tables tables) {
  const Shape& shape = attribution.shape;
  const std::vector<float> map = one_map_of(attribution);
  const ColourMap colours = scale_for(map);
  FigureFiles files;
  add_array(files, kStem, saliency_array(method, attribution), tables);
  add_picture(files, kStem,
              paint_figure(map, shape.height, shape.width, colours, range_of(map, colours),
                           std::string(method.title) + ", class " + class_name(model, attribution.label)));
  files.push_back({std::string(kStem) + ".json", saliency_json(model, method, attribution, options)});
  return files;
}

}  // namespace convlens
