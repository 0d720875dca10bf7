#pragma once
#include <string>

#include "core/model/model.h"
#include "core/training/trainer.h"

namespace convlens {

/// Writes into the model's metadata how it is about to be trained, after what it already went through. A data
/// set is named without the place where it happens to lie: the same training gives the same file anywhere.
void add_recipe(Model& model, const TrainingOptions& options, const std::string& data);

/// The same in other words.
void add_to_recipe(Model& model, const std::string& words);

}  // namespace convlens
