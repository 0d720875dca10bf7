#include "core/layers/dense.h"

#include "core/kernels/dense.h"
#include "core/layers/checks.h"

namespace convlens {
namespace {

constexpr int kMostFeatures = 1 << 20;

}  // namespace

Dense::Dense(const Attributes& attributes)
    : out_(int_attribute(attributes, kOutChannels, 1, kMostFeatures)),
      has_bias_(int_attribute(attributes, kHasBias, 1, 0, 1) == 1) {
  int_attribute(attributes, "transB", 1, 1, 1);
}

Attributes Dense::attributes() const {
  return {{"transB", std::int64_t{1}}, {kOutChannels, std::int64_t{out_}}, {kHasBias, std::int64_t{has_bias_}}};
}

Shape Dense::output_shape(std::span<const Shape> inputs) const {
  const Shape& in = only_input(inputs);
  if (!in.is_vector())
    throw Error(ErrorKind::shape_mismatch, {}, to_string(in), "a vector (a flatten layer before it)");
  return {out_, 1, 1};
}

std::vector<ParameterSpec> Dense::parameters(std::span<const Shape> inputs) const {
  const int in = inputs[0].channels;
  std::vector<ParameterSpec> result;
  result.push_back({.name = "weight",
                    .dims = {out_, in},
                    .layout = ParameterLayout::transposed,
                    .initialisation = Initialisation::uniform_fan_in,
                    .fan_in = in});
  if (has_bias_)
    result.push_back({.name = "bias",
                      .dims = {out_},
                      .initialisation = Initialisation::uniform_fan_in,
                      .fan_in = in,
                      .decays = false});
  return result;
}

std::int64_t Dense::multiply_adds(std::span<const Shape> inputs) const {
  return std::int64_t{inputs[0].channels} * out_;
}

template <typename T>
void Dense::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  const T *weights = c.parameters[0].data(), *bias = has_bias_ ? c.parameters[1].data() : nullptr;
  if (const int count = c.output.shape.channels; count < out_)
    kernels::dense_forward_outputs(x.shape.channels, out_, c.first_output, count, x.data, weights, bias, c.output.data);
  else
    kernels::dense_forward(x.batch, x.shape.channels, out_, x.data, weights, bias, c.output.data);
}

template <typename T>
void Dense::run_backward(const BackwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  if (!c.parameter_gradients.empty()) {
    const auto& weights = c.parameter_gradients[0];
    if (!weights.empty())
      kernels::dense_backward_weights(x.batch, x.shape.channels, out_, 0, x.shape.channels, x.data,
                                      c.output_gradient.data, weights.data());
    if (has_bias_)
      kernels::dense_backward_bias(x.batch, out_, c.output_gradient.data, c.parameter_gradients[1].data());
  }
  if (c.input_gradients[0].data)
    kernels::dense_backward_data(c.output_gradient.batch, x.shape.channels, out_, c.output_gradient.data,
                                 c.parameters[0].data(), c.input_gradients[0].data,
                                 c.rectified_input ? x.data : nullptr);
}

template void Dense::run_forward(const ForwardContext<float>&) const;
template void Dense::run_forward(const ForwardContext<double>&) const;
template void Dense::run_backward(const BackwardContext<float>&) const;
template void Dense::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
