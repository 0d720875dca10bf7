#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace convlens {

/// An object on one line, its keys as they were given, without a line's end; bytes that are no UTF-8 (in names) are
/// replaced.
std::string json_text(const nlohmann::ordered_json& object);

}  // namespace convlens
