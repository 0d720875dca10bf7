#include "core/figures/deletion_figure.h"

#include <nlohmann/json.hpp>

#include "core/render/line_plot.h"

namespace convlens {
namespace {

constexpr const char* kStem = "deletion";

void add_curve(FigureFiles& files, const std::string& stem, const DeletionCurve& curve, Tables tables) {
  std::vector<float> points;
  for (std::size_t i = 0; i < curve.area.size(); ++i) {
    points.push_back(curve.area[i]);
    points.push_back(curve.probability[i]);
  }
  const Dimension dimensions[] = {{"point", static_cast<std::int64_t>(curve.area.size())}, {"area_probability", 2}};
  add_array(files, stem, dimensions, points, tables);
}

}  // namespace

FigureFiles deletion_figure(const Model& model, int label, const DeletionCurve& curve, const DeletionCurve& random,
                            Tables tables) {
  FigureFiles files;
  add_curve(files, kStem, curve, tables);
  add_curve(files, std::string(kStem) + "_random", random, tables);
  add_picture(files, kStem,
              paint_line_plot({.title = "deletion: probability of class " + class_name(model, label),
                               .x_title = "covered share of the picture",
                               .y_title = "probability",
                               .x = {0, 1},
                               .y = {0, 1},
                               .lines = {{"what hurts most first", curve.area, curve.probability},
                                         {"random order", random.area, random.probability}},
                               .x_names = {}}));
  const nlohmann::ordered_json object = {{"label", label}, {"mean", curve.mean}, {"mean_random", random.mean}};
  files.push_back({std::string(kStem) + ".json", object.dump() + "\n"});
  return files;
}

}  // namespace convlens
