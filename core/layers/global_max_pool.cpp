#include "core/layers/global_max_pool.h"

#include <algorithm>

#include "core/layers/checks.h"

namespace convlens {

GlobalMaxPool::GlobalMaxPool(const Attributes&) {}

Attributes GlobalMaxPool::attributes() const { return {}; }

Shape GlobalMaxPool::output_shape(std::span<const Shape> inputs) const {
  return {only_input(inputs).channels, 1, 1};
}

template <typename T>
void GlobalMaxPool::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  const std::size_t channels = static_cast<std::size_t>(x.shape.channels);
  if (c.state.switches.size() < c.output.size()) c.state.switches.resize(c.output.size());
  for (int n = 0; n < x.batch; ++n) {
    const T* in = x.sample(n);
    T* out = c.output.sample(n);
    std::int32_t* winner = c.state.switches.data() + static_cast<std::size_t>(n) * channels;
    std::copy_n(in, channels, out);
    std::fill_n(winner, channels, 0);
    for (std::size_t i = channels; i < x.shape.size(); ++i)
      if (in[i] > out[i % channels]) {
        out[i % channels] = in[i];
        winner[i % channels] = static_cast<std::int32_t>(i / channels);
      }
  }
}

template <typename T>
void GlobalMaxPool::run_backward(const BackwardContext<T>& c) const {
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  const std::size_t channels = static_cast<std::size_t>(dx.shape.channels);
  std::fill_n(dx.data, dx.size(), T{0});
  for (int n = 0; n < dx.batch; ++n)
    for (std::size_t k = 0; k < channels; ++k) {
      const auto winner =
          static_cast<std::size_t>(c.state.switches[static_cast<std::size_t>(n) * channels + k]);
      dx.sample(n)[winner * channels + k] = c.output_gradient.sample(n)[k];
    }
}

template void GlobalMaxPool::run_forward(const ForwardContext<float>&) const;
template void GlobalMaxPool::run_forward(const ForwardContext<double>&) const;
template void GlobalMaxPool::run_backward(const BackwardContext<float>&) const;
template void GlobalMaxPool::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
