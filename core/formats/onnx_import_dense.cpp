#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_operators.h"
#include "core/layers/attributes.h"

namespace convlens {
namespace {

using Ints = std::vector<std::int64_t>;

/// Weights (in, out) as ours, (out, in): their values stay where they are, for so dense layers keep them.
OnnxTensor transposed(OnnxTensor value) {
  std::swap(value.dims[0], value.dims[1]);
  value.stands_transposed = !value.stands_transposed;
  return value;
}

OnnxTensor scaled(const OnnxTensor& value, float factor) {
  if (factor == 1.0f) return value;
  std::vector<float> values(value.floats.begin(), value.floats.end());
  for (float& x : values) x *= factor;
  OnnxTensor result = OnnxTensor::of_floats(value.dims, std::move(values));
  result.stands_transposed = value.stands_transposed;
  return result;
}

/// The same matrix at every pixel: a convolution of 1x1.
void add_pixelwise(OnnxImport& import, const onnx::NodeProto& node, const OnnxActivation& input,
                   const OnnxTensor& matrix) {
  const std::int64_t in = matrix.dims[0], out = matrix.dims[1];
  std::vector<float> values(matrix.size());
  for (std::int64_t i = 0; i < in; ++i)
    for (std::int64_t o = 0; o < out; ++o)
      values[static_cast<std::size_t>(o * in + i)] = matrix.floats[static_cast<std::size_t>(i * out + o)];
  std::vector<OnnxTensor> weights = {OnnxTensor::of_floats({out, in, 1, 1}, std::move(values))};
  const onnx::NodeProto* last = &node;
  fold_bias(import, last, static_cast<int>(out), input.axes, weights);
  import.add_layer(*last, "conv2d",
                   {{"kernel_shape",
                     Ints {
                       1,
                       1
                     }},
                    {kOutChannels, out},
                    { kHasBias,
                      static_cast<std::int64_t>(weights.size() - 1) }},
                   {input}, std::move(weights));
}

void add_dense(OnnxImport& import, const onnx::NodeProto& node, const OnnxActivation& input,
               OnnxTensor matrix, std::optional<OnnxTensor> bias) {
  std::vector<OnnxTensor> weights;
  const std::int64_t out = matrix.dims[0];
  weights.push_back(std::move(matrix));
  const onnx::NodeProto* last = &node;
  if (bias)
    weights.push_back(std::move(*bias));
  else
    fold_bias(import, last, static_cast<int>(out), input.axes, weights);
  const Attributes attributes = {{kOutChannels, out},
                                 {kHasBias, static_cast<std::int64_t>(weights.size() - 1)}};
  import.add_layer(*last, "dense", attributes, {input}, std::move(weights));
}

OnnxTensor matrix_of(const OnnxImport& import, const onnx::NodeProto& node) {
  OnnxTensor matrix = import.weights(node, 1);
  if (matrix.dims.size() != 2) import.source().unsupported(node, "weights of " + dims_text(matrix.dims));
  return matrix;
}

}  // namespace

void import_gemm(OnnxImport& import, const onnx::NodeProto& node) {
  require_int(node, "transA", 0, import.source());
  OnnxActivation input = import.activation(node, 0);
  const Shape& shape = import.shape(input);
  if (input.rank() != kVectorRank || !shape.is_vector())
    import.source().unsupported(
        node, "it multiplies " + dims_text(import.dims(input)) + "; ConvLens knows matrices on vectors");
  input.axes = kVectorAxes;
  OnnxTensor matrix = scaled(matrix_of(import, node), real_of(node, "alpha", 1.0f));
  if (int_of(node, "transB", 0) == 0) matrix = transposed(std::move(matrix));
  const std::int64_t out = matrix.dims[0];
  std::optional<OnnxTensor> bias;
  if (import.has_input(node, 2)) {
    const OnnxTensor given = scaled(import.weights(node, 2), real_of(node, "beta", 1.0f));
    const bool row = given.dims == Ints{out} || given.dims == Ints{1, out};
    if (!row && given.size() != 1)
      import.source().unsupported(
          node, "a bias of " + dims_text(given.dims) + " for " + std::to_string(out) + " outputs");
    std::vector<float> values(given.floats.begin(), given.floats.end());
    if (given.size() == 1) values.assign(static_cast<std::size_t>(out), given.floats[0]);
    bias = OnnxTensor::of_floats({out}, std::move(values));
  }
  add_dense(import, node, input, std::move(matrix), std::move(bias));
}

void import_mat_mul(OnnxImport& import, const onnx::NodeProto& node) {
  OnnxActivation input = import.activation(node, 0);
  OnnxTensor matrix = matrix_of(import, node);
  const Shape& shape = import.shape(input);
  const bool channels_last = channel_axis(input.axes, shape) == input.rank() - 1;
  if (channels_last)
    input.axes.back() =
        OnnxAxis::channel;  // of one channel it may go by another name; there are several behind
  else
    import.source().unsupported(node, "it multiplies " + dims_text(import.dims(input)) +
                                          "; ConvLens knows matrices on vectors and on channels");
  if (!shape.is_vector()) return add_pixelwise(import, node, input, matrix);
  add_dense(import, node, input, transposed(std::move(matrix)), std::nullopt);
}

}  // namespace convlens
