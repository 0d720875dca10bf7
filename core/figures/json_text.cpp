#include "core/figures/json_text.h"

#include <nlohmann/json.hpp>

namespace convlens {

std::string json_text(const nlohmann::ordered_json& object) {
  constexpr int kOneLine = -1;
  return object.dump(kOneLine, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace convlens
