#include "core/layers/lrn.h"

#include <algorithm>
#include <cmath>

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

template <typename T>
void Lrn::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  const int channels = x.shape.channels;
  const T factor = static_cast<T>(alpha_ / size_), bias = static_cast<T>(bias_), beta = static_cast<T>(beta_);
  if (c.state.saved.size() < x.size()) c.state.saved.resize(x.size());
  for (std::size_t pixel = 0; pixel < x.size(); pixel += static_cast<std::size_t>(channels)) {
    const T* in = x.data + pixel;
    T* scale = c.state.saved.data() + pixel;
    for (int k = 0; k < channels; ++k) {
      T sum = 0;
      for (int j = std::max(0, k - before()); j <= std::min(channels - 1, k + after()); ++j) sum += in[j] * in[j];
      scale[k] = bias + factor * sum;
      c.output.data[pixel + static_cast<std::size_t>(k)] = in[k] * std::pow(scale[k], -beta);
    }
  }
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
  const int channels = dx.shape.channels;
  const T beta = static_cast<T>(beta_), factor = static_cast<T>(2 * alpha_ * beta_ / size_);
  for (std::size_t pixel = 0; pixel < dx.size(); pixel += static_cast<std::size_t>(channels)) {
    const T *x = c.inputs[0].data + pixel, *scale = c.state.saved.data() + pixel, *r = dy + pixel;
    for (int i = 0; i < channels; ++i) {
      T sum = 0;
      for (int j = std::max(0, i - after()); j <= std::min(channels - 1, i + before()); ++j)
        sum += r[j] * x[j] * std::pow(scale[j], -beta - 1);
      dx.data[pixel + static_cast<std::size_t>(i)] = r[i] * std::pow(scale[i], -beta) - factor * x[i] * sum;
    }
  }
}

template void Lrn::run_forward(const ForwardContext<float>&) const;
template void Lrn::run_forward(const ForwardContext<double>&) const;
template void Lrn::run_backward(const BackwardContext<float>&) const;
template void Lrn::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
