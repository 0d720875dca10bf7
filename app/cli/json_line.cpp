#include "app/cli/json_line.h"

#include <cstdio>

#include "core/figures/json_text.h"

namespace convlens::app {

void print_json(const Json& object) {
  std::printf("%s\n", json_text(object).c_str());
  std::fflush(stdout);
}

}  // namespace convlens::app
