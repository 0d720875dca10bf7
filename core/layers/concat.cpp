#include "core/layers/concat.h"

#include <algorithm>

#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {

Concat::Concat(const Attributes& attributes) { int_attribute(attributes, "axis", 1, 1, 1); }

Attributes Concat::attributes() const { return {{"axis", std::int64_t{1}}}; }

Shape Concat::output_shape(std::span<const Shape> inputs) const {
  if (inputs.empty()) throw Error(ErrorKind::shape_mismatch, {}, "no input", "at least one");
  Shape result = inputs[0];
  for (const Shape& in : inputs.subspan(1)) {
    if (in.height != result.height || in.width != result.width)
      throw Error(ErrorKind::shape_mismatch, {}, to_string(inputs[0]) + " and " + to_string(in),
                  "maps of equal height and width");
    result.channels += in.channels;
  }
  return result;
}

template <typename T>
void Concat::run_forward(const ForwardContext<T>& c) const {
  const std::size_t pixels = c.output.size() / static_cast<std::size_t>(c.output.shape.channels);
  T* out = c.output.data;
  for (std::size_t p = 0; p < pixels; ++p)
    for (const auto& in : c.inputs)
      out = std::copy_n(in.data + p * static_cast<std::size_t>(in.shape.channels), in.shape.channels, out);
}

template <typename T>
void Concat::run_backward(const BackwardContext<T>& c) const {
  const std::size_t all = static_cast<std::size_t>(c.output_gradient.shape.channels);
  const std::size_t pixels = c.output_gradient.size() / all;
  std::size_t first = 0;
  for (const auto& dx : c.input_gradients) {
    const std::size_t channels = static_cast<std::size_t>(dx.shape.channels);
    if (dx.data)
      for (std::size_t p = 0; p < pixels; ++p)
        std::copy_n(c.output_gradient.data + p * all + first, channels, dx.data + p * channels);
    first += channels;
  }
}

template void Concat::run_forward(const ForwardContext<float>&) const;
template void Concat::run_forward(const ForwardContext<double>&) const;
template void Concat::run_backward(const BackwardContext<float>&) const;
template void Concat::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
