#pragma once
#include <memory>
#include <span>
#include <string_view>

#include "core/model/graph.h"

namespace convlens {

struct Preset {
  std::string_view name;
  std::string_view summary;
  std::shared_ptr<const Graph> (*build)();
};

std::span<const Preset> presets();
/// nullptr when there is none of that name.
const Preset* find_preset(std::string_view name);

}  // namespace convlens
