#include "core/data/robust.h"

#include <algorithm>
#include <cstddef>

namespace convlens {

float median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace convlens
