#include "core/layers/log_softmax.h"

#include <algorithm>
#include <cmath>

#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {

LogSoftmax::LogSoftmax(const Attributes& attributes) { int_attribute(attributes, "axis", 1, 1, 1); }

Attributes LogSoftmax::attributes() const { return {{"axis", std::int64_t{1}}}; }

Shape LogSoftmax::output_shape(std::span<const Shape> inputs) const { return only_input(inputs); }

template <typename T>
void LogSoftmax::run_forward(const ForwardContext<T>& c) const {
  const std::size_t channels = static_cast<std::size_t>(c.output.shape.channels);
  for (std::size_t p = 0; p < c.output.size(); p += channels) {
    const T* x = c.inputs[0].data + p;
    const T largest = *std::max_element(x, x + channels);  // exp never overflows
    T sum = 0;
    for (std::size_t k = 0; k < channels; ++k) sum += std::exp(x[k] - largest);
    const T log_sum = std::log(sum);
    for (std::size_t k = 0; k < channels; ++k) c.output.data[p + k] = (x[k] - largest) - log_sum;
  }
}

template <typename T>
void LogSoftmax::run_backward(const BackwardContext<T>& c) const {
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  const std::size_t channels = static_cast<std::size_t>(dx.shape.channels);
  for (std::size_t p = 0; p < dx.size(); p += channels) {
    const T *y = c.output.data + p, *dy = c.output_gradient.data + p;
    T sum = 0;
    for (std::size_t k = 0; k < channels; ++k) sum += dy[k];
    for (std::size_t k = 0; k < channels; ++k) dx.data[p + k] = dy[k] - std::exp(y[k]) * sum;
  }
}

template void LogSoftmax::run_forward(const ForwardContext<float>&) const;
template void LogSoftmax::run_forward(const ForwardContext<double>&) const;
template void LogSoftmax::run_backward(const BackwardContext<float>&) const;
template void LogSoftmax::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
