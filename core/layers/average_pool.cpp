#include "core/layers/average_pool.h"

#include "core/layers/pool_window.h"

namespace convlens {

AveragePool::AveragePool(const Attributes& attributes)
    : window_(pool_window(attributes)),
      count_padding_(int_attribute(attributes, "count_include_pad", 0, 0, 1) == 1) {}

Attributes AveragePool::attributes() const {
  Attributes result;
  window_.write(result);
  result["ceil_mode"] = std::int64_t{window_.ceil_mode};
  result["count_include_pad"] = std::int64_t{count_padding_};
  return result;
}

Shape AveragePool::output_shape(std::span<const Shape> inputs) const { return pooled_shape(window_, inputs); }

template <typename T>
void AveragePool::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  kernels::average_pool_forward(pool_geometry(window_, x.shape, c.output.shape, c.cut_out), count_padding_, x.batch, x.data, c.output.data);
}

template <typename T>
void AveragePool::run_backward(const BackwardContext<T>& c) const {
  if (!c.input_gradients[0].data) return;
  kernels::average_pool_backward(pool_geometry(window_, c.inputs[0].shape, c.output_gradient.shape), count_padding_, c.output_gradient.batch,
                                 c.output_gradient.data, c.input_gradients[0].data);
}

template void AveragePool::run_forward(const ForwardContext<float>&) const;
template void AveragePool::run_forward(const ForwardContext<double>&) const;
template void AveragePool::run_backward(const BackwardContext<float>&) const;
template void AveragePool::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
