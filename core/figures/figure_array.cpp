#include "core/figures/figure_array.h"

namespace convlens {

void add_array(FigureFiles& files, const std::string& stem, const FigureArray& array, Tables tables) {
  if (!array.classes) return add_array(files, stem, array.dimensions, std::span<const float>(array.values), tables);
  const std::vector<std::int32_t> indices(array.values.begin(), array.values.end());
  add_array(files, stem, array.dimensions, std::span<const std::int32_t>(indices), tables);
}

std::string shape_text(const FigureArray& array) {
  std::string text;
  for (const Dimension& d : array.dimensions) text += (text.empty() ? "" : "x") + std::to_string(d.size);
  return text;
}

}  // namespace convlens
