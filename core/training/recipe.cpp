#include "core/training/recipe.h"

#include "core/data/dataset.h"

namespace convlens {
namespace {

std::string data_without_place(const std::string& word) {
  const DatasetName name = DatasetName::parse(word);
  if (name.kind != "folder" && name.kind != "strokes") return name.kind;
  const auto place = name.place.has_filename() ? name.place : name.place.parent_path();
  return name.kind + ":" + place.filename().string();
}

}  // namespace

void add_recipe(Model& model, const TrainingOptions& options, const std::string& data) {
  std::string& recipe = model.metadata["recipe"];
  recipe += (recipe.empty() ? "" : "; then ") + recipe_of(options, data_without_place(data));
}

}  // namespace convlens
