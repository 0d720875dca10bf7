#include "core/layers/add.h"

#include <algorithm>

#include "core/layers/checks.h"

namespace convlens {

Add::Add(const Attributes&) {}

Attributes Add::attributes() const { return {}; }

Shape Add::output_shape(std::span<const Shape> inputs) const {
  if (inputs.size() != 2)
    throw Error(ErrorKind::shape_mismatch, {}, std::to_string(inputs.size()) + " inputs", "two");
  if (inputs[0] != inputs[1])
    throw Error(ErrorKind::shape_mismatch, {}, to_string(inputs[0]) + " and " + to_string(inputs[1]), "equal shapes");
  return inputs[0];
}

template <typename T>
void Add::run_forward(const ForwardContext<T>& c) const {
  const T *a = c.inputs[0].data, *b = c.inputs[1].data;
  for (std::size_t i = 0; i < c.output.size(); ++i) c.output.data[i] = a[i] + b[i];
}

template <typename T>
void Add::run_backward(const BackwardContext<T>& c) const {
  for (const auto& dx : c.input_gradients)
    if (dx.data) std::copy(c.output_gradient.data, c.output_gradient.data + c.output_gradient.size(), dx.data);
}

template void Add::run_forward(const ForwardContext<float>&) const;
template void Add::run_forward(const ForwardContext<double>&) const;
template void Add::run_backward(const BackwardContext<float>&) const;
template void Add::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
