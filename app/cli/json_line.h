#pragma once
#include <nlohmann/json.hpp>

namespace convlens::app {

/// Keys in the order in which they were given.
using Json = nlohmann::ordered_json;

/// One object on one line of standard output; bytes that are no UTF-8 (in file names) are replaced.
void print_json(const Json& object);

}  // namespace convlens::app
