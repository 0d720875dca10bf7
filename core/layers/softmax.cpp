#include "core/layers/softmax.h"

#include "core/kernels/softmax.h"
#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {

Softmax::Softmax(const Attributes& attributes) { int_attribute(attributes, "axis", 1, 1, 1); }

Attributes Softmax::attributes() const { return {{"axis", std::int64_t{1}}}; }

Shape Softmax::output_shape(std::span<const Shape> inputs) const { return only_input(inputs); }

template <typename T>
void Softmax::run_forward(const ForwardContext<T>& c) const {
  const int channels = c.output.shape.channels;
  kernels::softmax_forward(c.output.size() / static_cast<std::size_t>(channels), channels, c.inputs[0].data,
                           c.output.data);
}

template <typename T>
void Softmax::run_backward(const BackwardContext<T>& c) const {
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  const int channels = dx.shape.channels;
  kernels::softmax_backward(dx.size() / static_cast<std::size_t>(channels), channels, c.output.data,
                            c.output_gradient.data, dx.data);
}

template void Softmax::run_forward(const ForwardContext<float>&) const;
template void Softmax::run_forward(const ForwardContext<double>&) const;
template void Softmax::run_backward(const BackwardContext<float>&) const;
template void Softmax::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
