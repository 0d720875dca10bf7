#include "core/layers/relu.h"

#include "core/kernels/relu.h"
#include "core/layers/checks.h"

namespace convlens {

Relu::Relu(const Attributes&) {}

Attributes Relu::attributes() const { return {}; }

Shape Relu::output_shape(std::span<const Shape> inputs) const { return only_input(inputs); }

template <typename T>
void Relu::run_forward(const ForwardContext<T>& c) const {
  kernels::relu_forward(c.output.size(), c.inputs[0].data, c.output.data);
}

template <typename T>
void Relu::run_backward(const BackwardContext<T>& c) const {
  if (!c.input_gradients[0].data) return;
  kernels::relu_backward(c.output_gradient.size(), c.rule != BackwardRule::deconvnet,
                         c.rule != BackwardRule::gradient, c.output.data, c.output_gradient.data,
                         c.input_gradients[0].data);
}

template void Relu::run_forward(const ForwardContext<float>&) const;
template void Relu::run_forward(const ForwardContext<double>&) const;
template void Relu::run_backward(const BackwardContext<float>&) const;
template void Relu::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
