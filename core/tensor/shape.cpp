#include "core/tensor/shape.h"

namespace convlens {

std::string to_string(const Shape& shape) {
  std::string text = std::to_string(shape.channels);
  if (shape.is_vector()) return text;
  text += 'x';
  text += std::to_string(shape.height);
  text += 'x';
  text += std::to_string(shape.width);
  return text;
}

}  // namespace convlens
