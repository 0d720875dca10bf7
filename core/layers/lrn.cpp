#include "core/layers/lrn.h"

#include <algorithm>

#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {

namespace {

constexpr int kWidest = 1 << 16;

}  // namespace

Lrn::Lrn(const Attributes& attributes)
    : size_(int_attribute(attributes, "size", 1, kWidest)),
      alpha_(real_attribute(attributes, "alpha", 1e-4)),
      beta_(real_attribute(attributes, "beta", 0.75)),
      bias_(real_attribute(attributes, "bias", 1.0)) {}

Attributes Lrn::attributes() const {
  return {{"size", std::int64_t{size_}}, {"alpha", alpha_}, {"beta", beta_}, {"bias", bias_}};
}

Shape Lrn::output_shape(std::span<const Shape> inputs) const { return only_input(inputs); }

kernels::LrnParameters Lrn::parameters_of_kernel() const {
  return {.before = (size_ - 1) / 2, .after = size_ / 2, .factor = alpha_ / size_, .beta = beta_, .bias = bias_};
}

template <typename T>
void Lrn::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  if (c.state.saved.size() < x.size()) c.state.saved.resize(x.size());
  kernels::lrn_forward(x.size() / static_cast<std::size_t>(x.shape.channels), x.shape.channels,
                       parameters_of_kernel(), x.data, c.state.saved.data(), c.output.data);
}

template <typename T>
void Lrn::run_backward(const BackwardContext<T>& c) const {
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  const T* dy = c.output_gradient.data;
  if (c.rule != BackwardRule::gradient) {
    std::copy(dy, dy + c.output_gradient.size(), dx.data);
    return;
  }
  kernels::lrn_backward(dx.size() / static_cast<std::size_t>(dx.shape.channels), dx.shape.channels,
                        parameters_of_kernel(), c.inputs[0].data, c.state.saved.data(), dy, dx.data);
}

template void Lrn::run_forward(const ForwardContext<float>&) const;
template void Lrn::run_forward(const ForwardContext<double>&) const;
template void Lrn::run_backward(const BackwardContext<float>&) const;
template void Lrn::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
