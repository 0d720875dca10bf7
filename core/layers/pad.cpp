#include "core/layers/pad.h"

#include <algorithm>

#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {
namespace {

constexpr int kWidest = 4096;

}  // namespace

Pad::Pad(const Attributes& attributes) : value_(real_attribute(attributes, "value", 0.0)) {
  const auto pads = ints_attribute(attributes, "pads", {}, 4, 0, kWidest);
  std::copy(pads.begin(), pads.end(), pads_);
}

Attributes Pad::attributes() const {
  return {{"pads", to_attribute({pads_[0], pads_[1], pads_[2], pads_[3]})}, {"value", value_}};
}

Shape Pad::output_shape(std::span<const Shape> inputs) const {
  const Shape& in = only_input(inputs);
  return {in.channels, in.height + pads_[0] + pads_[2], in.width + pads_[1] + pads_[3]};
}

Layer::Window Pad::window() const {
  Window window;
  window.padding[0] = pads_[0];
  window.padding[1] = pads_[1];
  return window;
}

template <typename T>
void Pad::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  const PaddingBefore before = c.cut_out.value_or(PaddingBefore{pads_[0], pads_[1]});
  const Shape &in = x.shape, &out = c.output.shape;
  std::fill_n(c.output.data, c.output.size(), static_cast<T>(value_));
  const int rows = std::min(in.height, out.height - before.top);
  const int columns = std::min(in.width, out.width - before.left);
  for (int n = 0; n < x.batch; ++n)
    for (int y = 0; y < rows; ++y)
      std::copy_n(&x.at(n, 0, y, 0), columns * in.channels, &c.output.at(n, 0, y + before.top, before.left));
}

template <typename T>
void Pad::run_backward(const BackwardContext<T>& c) const {
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  for (int n = 0; n < dx.batch; ++n)
    for (int y = 0; y < dx.shape.height; ++y)
      std::copy_n(&c.output_gradient.at(n, 0, y + pads_[0], pads_[1]), dx.shape.width * dx.shape.channels,
                  &dx.at(n, 0, y, 0));
}

template void Pad::run_forward(const ForwardContext<float>&) const;
template void Pad::run_forward(const ForwardContext<double>&) const;
template void Pad::run_backward(const BackwardContext<float>&) const;
template void Pad::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
