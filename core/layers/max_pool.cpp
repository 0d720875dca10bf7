#include "core/layers/max_pool.h"

#include "core/layers/pool_window.h"

namespace convlens {

MaxPool::MaxPool(const Attributes& attributes) : window_(pool_window(attributes)) {}

Attributes MaxPool::attributes() const {
  Attributes result;
  window_.write(result);
  result["ceil_mode"] = std::int64_t{window_.ceil_mode};
  return result;
}

Shape MaxPool::output_shape(std::span<const Shape> inputs) const { return pooled_shape(window_, inputs); }

template <typename T>
void MaxPool::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  if (c.state.switches.size() < c.output.size()) c.state.switches.resize(c.output.size());
  kernels::max_pool_forward(pool_geometry(window_, x.shape, c.output.shape, c.cut_out), x.batch, x.data, c.output.data, c.state.switches.data(),
                            c.through_relu);
}

template <typename T>
void MaxPool::run_backward(const BackwardContext<T>& c) const {
  if (!c.input_gradients[0].data) return;
  kernels::max_pool_backward(pool_geometry(window_, c.inputs[0].shape, c.output_gradient.shape), c.output_gradient.batch, c.output_gradient.data,
                             c.state.switches.data(), c.through_relu ? c.output.data : nullptr, c.input_gradients[0].data);
}

template void MaxPool::run_forward(const ForwardContext<float>&) const;
template void MaxPool::run_forward(const ForwardContext<double>&) const;
template void MaxPool::run_backward(const BackwardContext<float>&) const;
template void MaxPool::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
