#include "core/layers/conv2d.h"

#include "core/layers/checks.h"

namespace convlens {
namespace {

constexpr int kMostChannels = 1 << 16;

/// Larger weights (1 MiB) leave the second-level cache between two cut-outs; then all go through them at once.
/// Smaller ones stay, and each cut-out may skip its own zeros.
constexpr std::size_t kCachedWeights = std::size_t{1} << 18;

}  // namespace

Conv2d::Conv2d(const Attributes& attributes)
    : window_(attributes),
      out_channels_(int_attribute(attributes, kOutChannels, 1, kMostChannels)),
      groups_(int_attribute(attributes, "group", 1, 1, kMostChannels)),
      has_bias_(int_attribute(attributes, kHasBias, 1, 0, 1) == 1) {
  if (out_channels_ % groups_ != 0)
    throw Error(ErrorKind::bad_value, "group", std::to_string(groups_),
                "a divisor of the " + std::to_string(out_channels_) + " output channels");
}

Attributes Conv2d::attributes() const {
  Attributes result;
  window_.write(result);
  result["dilations"] = to_attribute({window_.dilation[0], window_.dilation[1]});
  result["group"] = std::int64_t{groups_};
  result[kOutChannels] = std::int64_t{out_channels_};
  result[kHasBias] = std::int64_t{has_bias_};
  return result;
}

Shape Conv2d::output_shape(std::span<const Shape> inputs) const {
  const Shape& in = only_input(inputs);
  if (in.channels % groups_ != 0)
    throw Error(ErrorKind::shape_mismatch, {}, to_string(in), "channels that divide into " + std::to_string(groups_) +
                " groups");
  try {
    return {out_channels_, window_.output_size(0, in.height), window_.output_size(1, in.width)};
  } catch (const Error& error) {
    throw Error(ErrorKind::shape_mismatch, {}, to_string(in) + " (" + error.found() + ")", error.expected());
  }
}

std::vector<ParameterSpec> Conv2d::parameters(std::span<const Shape> inputs) const {
  const int in = inputs[0].channels / groups_;
  const int fan_in = in * window_.kernel[0] * window_.kernel[1];
  std::vector<ParameterSpec> result;
  result.push_back({.name = "weight",
                    .dims = {out_channels_, in, window_.kernel[0], window_.kernel[1]},
                    .layout = ParameterLayout::filters,
                    .initialisation = Initialisation::uniform_fan_in,
                    .fan_in = fan_in});
  if (has_bias_)
    result.push_back({.name = "bias",
                      .dims = {out_channels_},
                      .initialisation = Initialisation::uniform_fan_in,
                      .fan_in = fan_in,
                      .decays = false});
  return result;
}

std::int64_t Conv2d::multiply_adds(std::span<const Shape> inputs) const {
  const Shape out = output_shape(inputs);
  return static_cast<std::int64_t>(out.size()) * (inputs[0].channels / groups_) * window_.kernel[0] * window_.kernel[1];
}

kernels::Conv2dGeometry Conv2d::geometry(const Shape& in, const Shape& out, const PaddingBefore& padding) const {
  return {.in_channels = in.channels,
          .in_height = in.height,
          .in_width = in.width,
          .out_channels = out_channels_,
          .out_height = out.height,
          .out_width = out.width,
          .kernel_y = window_.kernel[0],
          .kernel_x = window_.kernel[1],
          .stride_y = window_.stride[0],
          .stride_x = window_.stride[1],
          .pad_top = padding.top,
          .pad_left = padding.left,
          .dilation_y = window_.dilation[0],
          .dilation_x = window_.dilation[1],
          .groups = groups_};
}

template <typename T>
void Conv2d::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  kernels::conv2d_forward(geometry(x.shape, c.output.shape, c.cut_out.value_or(padding())), x.batch, x.data, c.parameters[0].data(),
                          has_bias_ ? c.parameters[1].data() : nullptr, c.output.data);
}

void Conv2d::forward_cut_outs(std::span<const ForwardContext<float>> each) const {
  if (each.size() < 2 || each[0].parameters[0].size() <= kCachedWeights) return Layer::forward_cut_outs(each);
  std::vector<kernels::Conv2dPiece> pieces;
  pieces.reserve(each.size());
  for (const ForwardContext<float>& c : each) {
    const Shape &in = c.inputs[0].shape, &out = c.output.shape;
    const PaddingBefore before = c.cut_out.value_or(padding());
    pieces.push_back({.x = c.inputs[0].data,
                      .in_height = in.height,
                      .in_width = in.width,
                      .out_height = out.height,
                      .out_width = out.width,
                      .pad_top = before.top,
                      .pad_left = before.left});
  }
  const ForwardContext<float>& first = each[0];
  kernels::conv2d_forward_pieces(geometry(first.inputs[0].shape, first.output.shape, padding()), pieces,
                                 first.parameters[0].data(), has_bias_ ? first.parameters[1].data() : nullptr,
                                 first.output.data);
}

template <typename T>
void Conv2d::run_backward(const BackwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  const auto g = geometry(x.shape, c.output_gradient.shape, padding());
  if (!c.parameter_gradients.empty())
    kernels::conv2d_backward_weights(g, x.batch, x.data, c.output_gradient.data, c.parameter_gradients[0].data(),
                                     has_bias_ ? c.parameter_gradients[1].data() : nullptr);
  if (c.input_gradients[0].data)
    kernels::conv2d_backward_data(g, c.output_gradient.batch, c.output_gradient.data, c.parameters[0].data(),
                                  c.input_gradients[0].data);
}

template void Conv2d::run_forward(const ForwardContext<float>&) const;
template void Conv2d::run_forward(const ForwardContext<double>&) const;
template void Conv2d::run_backward(const BackwardContext<float>&) const;
template void Conv2d::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
