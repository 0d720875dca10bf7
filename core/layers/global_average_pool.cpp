#include "core/layers/global_average_pool.h"

#include "core/layers/checks.h"

namespace convlens {

GlobalAveragePool::GlobalAveragePool(const Attributes&) {}

Attributes GlobalAveragePool::attributes() const { return {}; }

Shape GlobalAveragePool::output_shape(std::span<const Shape> inputs) const { return {only_input(inputs).channels, 1, 1}; }

template <typename T>
void GlobalAveragePool::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  const int channels = x.shape.channels;
  const std::size_t size = x.shape.size();
  for (int n = 0; n < x.batch; ++n)
    for (int k = 0; k < channels; ++k) {
      double sum = 0;
      for (std::size_t i = static_cast<std::size_t>(k); i < size; i += channels) sum += x.sample(n)[i];
      c.output.sample(n)[k] = static_cast<T>(sum * channels / static_cast<double>(size));
    }
}

template <typename T>
void GlobalAveragePool::run_backward(const BackwardContext<T>& c) const {
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  const int channels = dx.shape.channels;
  const T area = static_cast<T>(dx.shape.height) * static_cast<T>(dx.shape.width);
  for (int n = 0; n < dx.batch; ++n)
    for (std::size_t i = 0; i < dx.shape.size(); ++i)
      dx.sample(n)[i] = c.output_gradient.sample(n)[i % static_cast<std::size_t>(channels)] / area;
}

template void GlobalAveragePool::run_forward(const ForwardContext<float>&) const;
template void GlobalAveragePool::run_forward(const ForwardContext<double>&) const;
template void GlobalAveragePool::run_backward(const BackwardContext<float>&) const;
template void GlobalAveragePool::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
