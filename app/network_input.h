#pragma once
#include "core/data/preprocess.h"
#include "core/tensor/tensor.h"

namespace convlens::app {

/// Whether a network of this input takes the draw pad's 28x28 as they are (also as a vector of 784).
bool takes_digits(const Shape& input);
/// The digit's 28x28 as a network's input: as they are where takes_digits(), else resized to the shape.
Tensor<float> network_input(const PreparedDigit& digit, const Shape& shape);

}  // namespace convlens::app
