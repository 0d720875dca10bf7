#pragma once
#include <optional>
#include <string>

#include "app/cli/command.h"
#include "core/explain/deconvnet.h"

namespace convlens::app {

/// "Y,X"; throws WrongUsage.
Position parse_position(const std::string& text);
/// A number from low to high; nullopt for anything else.
std::optional<float> parse_number(const std::string& text, float low, float high);

}  // namespace convlens::app
