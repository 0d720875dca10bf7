#include "core/training/model_average.h"

#include <string>

#include "core/base/error.h"
#include "core/training/recipe.h"

namespace convlens {
namespace {

void require_alike(const Model& model, const Model& first, std::size_t number) {
  const bool same_layers = graph_to_json(*model.graph) == graph_to_json(*first.graph);
  if (same_layers && model.class_names == first.class_names) return;
  throw Error(ErrorKind::shape_mismatch, "network " + std::to_string(number) + " of the average",
              same_layers ? "other classes than the first" : "other layers than the first",
              "networks that differ in their weights only");
}

}  // namespace

Model average_of(std::span<const Model> models) {
  if (models.empty()) throw Error(ErrorKind::bad_value, "the average", "no network", "at least one");
  Model mean = models.back();
  for (std::size_t n = 1; n < models.size(); ++n) require_alike(models[n], models.front(), n + 1);
  for (std::size_t k = 0; k < mean.parameters.size(); ++k) {
    double sum = 0;
    for (const Model& model : models) sum += model.parameters[k];
    mean.parameters[k] = static_cast<float>(sum / static_cast<double>(models.size()));
  }
  if (models.size() > 1)
    add_to_recipe(mean, "the mean of the weights of " + std::to_string(models.size()) + " networks");
  return mean;
}

}  // namespace convlens
