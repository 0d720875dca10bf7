#pragma once
#include <span>
#include <string>

#include "core/base/error.h"
#include "core/tensor/shape.h"

namespace convlens {

/// The one input of a layer that takes one. Throws Error(shape_mismatch); the graph adds the node's name.
inline const Shape& only_input(std::span<const Shape> inputs) {
  if (inputs.size() != 1)
    throw Error(ErrorKind::shape_mismatch, {}, std::to_string(inputs.size()) + " inputs", "one input");
  return inputs[0];
}

}  // namespace convlens
