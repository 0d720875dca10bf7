#include "core/layers/leaky_relu.h"

#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {

LeakyRelu::LeakyRelu(const Attributes& attributes) : alpha_(real_attribute(attributes, "alpha", 0.01)) {}

Attributes LeakyRelu::attributes() const { return {{"alpha", alpha_}}; }

Shape LeakyRelu::output_shape(std::span<const Shape> inputs) const { return only_input(inputs); }

template <typename T>
void LeakyRelu::run_forward(const ForwardContext<T>& c) const {
  const T alpha = static_cast<T>(alpha_);
  const T* x = c.inputs[0].data;
  for (std::size_t i = 0; i < c.output.size(); ++i) c.output.data[i] = x[i] > 0 ? x[i] : alpha * x[i];
}

template <typename T>
void LeakyRelu::run_backward(const BackwardContext<T>& c) const {
  if (!c.input_gradients[0].data) return;
  const T alpha = static_cast<T>(alpha_);
  const T *x = c.inputs[0].data, *dy = c.output_gradient.data;
  for (std::size_t i = 0; i < c.output_gradient.size(); ++i)
    c.input_gradients[0].data[i] = x[i] > 0 ? dy[i] : alpha * dy[i];
}

template void LeakyRelu::run_forward(const ForwardContext<float>&) const;
template void LeakyRelu::run_forward(const ForwardContext<double>&) const;
template void LeakyRelu::run_backward(const BackwardContext<float>&) const;
template void LeakyRelu::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
