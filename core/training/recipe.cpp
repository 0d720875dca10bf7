#include "core/training/recipe.h"

#include "core/data/dataset.h"

namespace convlens {

void add_to_recipe(Model& model, const std::string& words) {
  std::string& recipe = model.metadata["recipe"];
  recipe += (recipe.empty() ? "" : "; then ") + words;
}

void add_recipe(Model& model, const TrainingOptions& options, const std::string& data) {
  add_to_recipe(model, recipe_of(options, data_without_place(data)));
}

}  // namespace convlens
