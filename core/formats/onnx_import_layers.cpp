#include <algorithm>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_operators.h"

namespace convlens {
namespace {

// ONNX's own defaults, said aloud so that they do not depend on those of our layers.
constexpr float kLeakyReluAlpha = 0.01f, kBatchNormEpsilon = 1e-5f, kBatchNormMomentum = 0.9f;
constexpr float kLrnAlpha = 1e-4f, kLrnBeta = 0.75f, kLrnBias = 1.0f, kDropoutRatio = 0.5f;

}  // namespace

void import_global_average_pool(OnnxImport& import, const onnx::NodeProto& node) {
  import.add_layer(node, "global_average_pool", {}, {picture_input(import, node)});
}

void import_relu(OnnxImport& import, const onnx::NodeProto& node) {
  import.add_layer(node, "relu", {}, {import.activation(node, 0)});
}

void import_leaky_relu(OnnxImport& import, const onnx::NodeProto& node) {
  const double alpha = real_of(node, "alpha", kLeakyReluAlpha);
  import.add_layer(node, "leaky_relu", {{ "alpha", alpha }}, {import.activation(node, 0)});
}

void import_lrn(OnnxImport& import, const onnx::NodeProto& node) {
  Attributes attributes = read_attributes(node, {"size"});
  attributes["alpha"] = static_cast<double>(real_of(node, "alpha", kLrnAlpha));
  attributes["beta"] = static_cast<double>(real_of(node, "beta", kLrnBeta));
  attributes["bias"] = static_cast<double>(real_of(node, "bias", kLrnBias));
  import.add_layer(node, "lrn", attributes, {picture_input(import, node)});
}

void import_batch_norm(OnnxImport& import, const onnx::NodeProto& node) {
  require_int(node, "training_mode", 0, import.source());
  require_int(node, "spatial", 1, import.source());
  Attributes attributes;
  attributes["epsilon"] = static_cast<double>(real_of(node, "epsilon", kBatchNormEpsilon));
  attributes["momentum"] = static_cast<double>(real_of(node, "momentum", kBatchNormMomentum));
  std::vector<OnnxTensor> weights;
  for (int i = 1; i <= 4; ++i) weights.push_back(import.weights(node, i));  // scale, bias, mean, var
  import.add_layer(node, "batch_norm", attributes, {import.activation(node, 0)}, std::move(weights));
}

/// Whatever its third input says, the network is run without dropping.
void import_dropout(OnnxImport& import, const onnx::NodeProto& node) {
  double ratio = real_of(node, "ratio", kDropoutRatio);
  if (import.has_input(node, 1)) {
    const OnnxTensor value = import.weights(node, 1);
    if (value.size() != 1)
      import.source().broken(describe(node) + " has a ratio of " + dims_text(value.dims), "a number");
    ratio = value.floats[0];
  }
  import.add_layer(node, "dropout", {{ "ratio", ratio }}, {import.activation(node, 0)});
}

void import_add(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation a = import.activation(node, 0), b = import.activation(node, 1);
  if (a.rank != b.rank || import.shape(a) != import.shape(b))
    import.source().unsupported(node, "it adds " + to_string(import.shape(a)) + " and " +
                                          to_string(import.shape(b)) +
                                          "; ConvLens knows the sum of equal shapes");
  import.add_layer(node, "add", {}, {a, b});
}

void import_concat(OnnxImport& import, const onnx::NodeProto& node) {
  std::vector<OnnxActivation> inputs;
  for (int i = 0; i < node.input_size(); ++i) inputs.push_back(import.activation(node, i));
  if (inputs.empty()) import.source().broken(describe(node) + " has no input");
  const std::int64_t axis = int_of(node, "axis", 1);
  const bool one_rank =
      std::all_of(inputs.begin(), inputs.end(), [&](const auto& i) { return i.rank == inputs[0].rank; });
  if (!one_rank || (axis != 1 && axis != 1 - inputs[0].rank))
    import.source().unsupported(node,
                                "axis = " + std::to_string(axis) + "; ConvLens joins along the channels");
  import.add_layer(node, "concat", {}, inputs);
}

void import_softmax(OnnxImport& import, const onnx::NodeProto& node) {
  constexpr int kAxisOpset = 13;  // before it, the axis and all behind it were one long vector
  const OnnxActivation input = import.activation(node, 0);
  const std::int64_t axis = int_of(node, "axis", import.opset() >= kAxisOpset ? -1 : 1);
  const bool channels = axis == 1 || axis == 1 - input.rank;
  if (!channels || (import.opset() < kAxisOpset && !import.shape(input).is_vector()))
    import.source().unsupported(
        node, "axis = " + std::to_string(axis) + "; ConvLens knows softmax over the channels");
  import.add_layer(node, "softmax", {}, {input});
}

/// (x - mean) / std with constants: the normalisation of the input, as we write it and as others do.
void import_normalisation(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  int constant = 0;
  const onnx::NodeProto* divide = import.second_half(node, "Div", constant);
  if (!divide || constant != 1 || !import.constants().contains(node.input(1)))
    import.source().unsupported(
        node, "ConvLens knows Sub only as the first half of (x - mean) / std with constants");
  const auto channels = static_cast<std::size_t>(import.shape(input).channels);
  const auto values = [&](const onnx::NodeProto& half) {
    const OnnxTensor value = import.weights(half, 1);
    if (value.size() == 1) return std::vector<double>(channels, value.floats[0]);
    if (!is_per_channel(value, static_cast<int>(channels), input.rank))
      import.source().unsupported(
          half, "a constant of " + dims_text(value.dims) + " for " + std::to_string(channels) + " channels");
    return std::vector<double>(value.floats.begin(), value.floats.end());
  };
  const Attributes attributes = {{"mean", values(node)}, {"std", values(*divide)}};
  import.mark_done(*divide);
  import.add_layer(*divide, "normalise", attributes, {input});
}

}  // namespace convlens
