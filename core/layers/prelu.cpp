#include "core/layers/prelu.h"

#include "core/layers/checks.h"

namespace convlens {

Prelu::Prelu(const Attributes&) {}

Attributes Prelu::attributes() const { return {}; }

Shape Prelu::output_shape(std::span<const Shape> inputs) const { return only_input(inputs); }

std::vector<ParameterSpec> Prelu::parameters(std::span<const Shape> inputs) const {
  return {{.name = "slope", .dims = {inputs[0].channels, 1, 1}, .decays = false}};
}

template <typename T>
void Prelu::run_forward(const ForwardContext<T>& c) const {
  const std::size_t channels = static_cast<std::size_t>(c.output.shape.channels);
  const T* x = c.inputs[0].data;
  for (std::size_t i = 0; i < c.output.size(); ++i)
    c.output.data[i] = x[i] > 0 ? x[i] : c.parameters[0][i % channels] * x[i];
}

template <typename T>
void Prelu::run_backward(const BackwardContext<T>& c) const {
  const std::size_t channels = static_cast<std::size_t>(c.output_gradient.shape.channels);
  const T *x = c.inputs[0].data, *dy = c.output_gradient.data;
  T* dx = c.input_gradients[0].data;
  for (std::size_t i = 0; i < c.output_gradient.size(); ++i) {
    const std::size_t k = i % channels;
    if (!c.parameter_gradients.empty() && !(x[i] > 0)) c.parameter_gradients[0][k] += dy[i] * x[i];
    if (dx) dx[i] = x[i] > 0 ? dy[i] : c.parameters[0][k] * dy[i];
  }
}

template void Prelu::run_forward(const ForwardContext<float>&) const;
template void Prelu::run_forward(const ForwardContext<double>&) const;
template void Prelu::run_backward(const BackwardContext<float>&) const;
template void Prelu::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
