#include "app/cli/json_line.h"

#include <cstdio>

namespace convlens::app {

void print_json(const Json& object) {
  constexpr int kOneLine = -1;
  const std::string text = object.dump(kOneLine, ' ', false, Json::error_handler_t::replace);
  std::printf("%s\n", text.c_str());
  std::fflush(stdout);
}

}  // namespace convlens::app
