#include "core/layers/flatten.h"

#include <algorithm>

#include "core/kernels/transpose.h"
#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {

namespace {

constexpr int kLongest = 1 << 26;

}  // namespace

Flatten::Flatten(const Attributes& attributes)
    : channels_last_(int_attribute(attributes, kChannelsLast, 0, 0, 1) == 1) {
  int_attribute(attributes, "axis", 1, 1, 1);
}

Attributes Flatten::attributes() const {
  return {{"axis", std::int64_t{1}}, {kChannelsLast, std::int64_t{channels_last_}}};
}

Shape Flatten::output_shape(std::span<const Shape> inputs) const {
  const Shape& in = only_input(inputs);
  if (in.size() > kLongest)
    throw Error(ErrorKind::shape_mismatch, {}, to_string(in), "at most " + std::to_string(kLongest) + " values");
  return {static_cast<int>(in.size()), 1, 1};
}

template <typename T>
void Flatten::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  const int area = x.shape.height * x.shape.width;
  if (channels_last_)
    std::copy_n(x.data, x.size(), c.output.data);  // as memory has it
  else
    for (int n = 0; n < x.batch; ++n) kernels::transpose(area, x.shape.channels, x.sample(n), c.output.sample(n));
}

template <typename T>
void Flatten::run_backward(const BackwardContext<T>& c) const {
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  const int area = dx.shape.height * dx.shape.width;
  if (channels_last_)
    std::copy_n(c.output_gradient.data, dx.size(), dx.data);
  else
    for (int n = 0; n < dx.batch; ++n)
      kernels::transpose(dx.shape.channels, area, c.output_gradient.sample(n), dx.sample(n));
}

template void Flatten::run_forward(const ForwardContext<float>&) const;
template void Flatten::run_forward(const ForwardContext<double>&) const;
template void Flatten::run_backward(const BackwardContext<float>&) const;
template void Flatten::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
