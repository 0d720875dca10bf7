#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_operators.h"
#include "core/layers/attributes.h"

namespace convlens {
namespace {

/// Weights (in, out) to ours, (out, in).
OnnxTensor transposed(const OnnxTensor& value) {
  const auto rows = static_cast<std::size_t>(value.dims[0]),
             columns = static_cast<std::size_t>(value.dims[1]);
  OnnxTensor result{.dims = {value.dims[1], value.dims[0]}, .is_float = true, .floats = {}, .ints = {}};
  result.floats.resize(value.floats.size());
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) result.floats[c * rows + r] = value.floats[r * columns + c];
  return result;
}

void add_dense(OnnxImport& import, const onnx::NodeProto& first, bool out_in, bool takes_bias) {
  const OnnxActivation input = import.activation(first, 0);
  if (input.rank != kVectorRank)
    import.source().unsupported(first, "it multiplies a picture; ConvLens knows matrices on vectors");
  OnnxTensor matrix = import.weights(first, 1);
  if (matrix.dims.size() != 2) import.source().unsupported(first, "weights of " + dims_text(matrix.dims));
  std::vector<OnnxTensor> weights;
  weights.push_back(out_in ? std::move(matrix) : transposed(matrix));
  const std::int64_t out = weights[0].dims[0];
  const onnx::NodeProto* last = &first;
  if (takes_bias && import.has_input(first, 2)) {
    OnnxTensor bias = import.weights(first, 2);
    if (!is_per_channel(bias, static_cast<int>(out), kVectorRank))
      import.source().unsupported(
          first, "a bias of " + dims_text(bias.dims) + " for " + std::to_string(out) + " outputs");
    weights.push_back(as_list(std::move(bias)));
  } else {
    fold_bias(import, last, static_cast<int>(out), kVectorRank, weights);
  }
  const Attributes attributes = {{kOutChannels, out},
                                 {kHasBias, static_cast<std::int64_t>(weights.size() - 1)}};
  import.add_layer(*last, "dense", attributes, {input}, std::move(weights));
}

}  // namespace

void import_gemm(OnnxImport& import, const onnx::NodeProto& node) {
  require_int(node, "transA", 0, import.source());
  require_real(node, "alpha", 1.0f, import.source());
  require_real(node, "beta", 1.0f, import.source());
  add_dense(import, node, int_of(node, "transB", 0) != 0, true);
}

void import_mat_mul(OnnxImport& import, const onnx::NodeProto& node) {
  add_dense(import, node, false, false);
}

}  // namespace convlens
