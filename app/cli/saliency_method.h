#pragma once
#include <string>
#include <vector>

#include "core/explain/registry.h"

namespace convlens::app {

/// The methods that --method of saliency and compare takes.
std::vector<std::string> saliency_words();
/// The registry's method; there "gradient" is the rule that carries any unit's signal down.
const ExplainMethod& saliency_method(const std::string& word);

}  // namespace convlens::app
