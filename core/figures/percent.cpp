#include "core/figures/percent.h"

#include <cstdio>

namespace convlens {

std::string percent(double part) {
  char text[16];
  std::snprintf(text, sizeof text, "%.1f %%", 100 * part);
  return text;
}

}  // namespace convlens
