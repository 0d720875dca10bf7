#pragma once
#include <optional>
#include <span>

#include "core/model/model.h"

namespace convlens {

/// "Not a digit, I think": a network trained to believe in no class in particular when it sees none spreads
/// its belief over all of them. Two digits that look alike share theirs, so the sum of the two largest
/// probabilities tells a doubtful digit from no digit.
float belief_in_two(std::span<const float> probabilities);

/// Below this sum the model means that it sees none of its classes: "no_class_below" in its metadata;
/// nullopt: the model has no such rule.
std::optional<float> no_class_threshold(const Model& model);
void set_no_class_threshold(Model& model, float threshold);

/// Whether the model's rule, if it has one, says so of one picture's probabilities.
bool shows_no_class(const Model& model, std::span<const float> probabilities);

}  // namespace convlens
