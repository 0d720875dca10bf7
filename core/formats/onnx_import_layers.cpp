#include <algorithm>
#include <cmath>
#include <limits>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_fold.h"
#include "core/formats/onnx_operators.h"
#include "core/layers/pointwise.h"

namespace convlens {
namespace {

// ONNX's own defaults, said aloud so that they do not depend on those of our layers.
constexpr float kBatchNormEpsilon = 1e-5f, kBatchNormMomentum = 0.9f;
constexpr float kLrnAlpha = 1e-4f, kLrnBeta = 0.75f, kLrnBias = 1.0f, kDropoutRatio = 0.5f;

/// Functions of single values: operator, our kind, and their attributes with ONNX's defaults.
struct PointwiseOperator {
  std::string_view name;
  const char* kind;
  const char* attributes[2];
  float defaults[2];
};
constexpr PointwiseOperator kPointwise[] = {
    {"Elu", "elu", {"alpha", nullptr}, {1.0f, 0}},
    {"HardSigmoid", "hard_sigmoid", {"alpha", "beta"}, {0.2f, 0.5f}},
    {"HardSwish", "hard_swish", {nullptr, nullptr}, {0, 0}},
    {"LeakyRelu", "leaky_relu", {"alpha", nullptr}, {0.01f, 0}},
    {"Relu", "relu", {nullptr, nullptr}, {0, 0}},
    {"Sigmoid", "sigmoid", {nullptr, nullptr}, {0, 0}},
    {"Tanh", "tanh", {nullptr, nullptr}, {0, 0}},
};

void add_clip(OnnxImport& import, const onnx::NodeProto& node, const OnnxActivation& input, double low,
              double high) {
  if (!(low <= high)) import.source().unsupported(node, "its lower limit lies above the upper one");
  if (low == 0 && high == std::numeric_limits<float>::max())
    return import.add_layer(node, "relu", {}, {input});
  import.add_layer(node, "clip", {{"min", low}, { "max", high }}, {input});
}

/// x HardSigmoid(x), as it is written before opset 14.
bool is_half_of_hard_swish(const OnnxImport& import, const onnx::NodeProto& node,
                           const Attributes& attributes) {
  if (node.op_type() != "HardSigmoid") return false;
  const auto near = [&attributes](const char* name, double wanted) {
    constexpr double kFloatError = 1e-6;
    return std::abs(std::get<double>(attributes.at(name)) - wanted) < kFloatError;
  };
  if (!near("alpha", HardSwishFunction::kAlpha) || !near("beta", HardSwishFunction::kBeta)) return false;
  const onnx::NodeProto* next = import.only_consumer(node);
  if (!next || next->op_type() != "Mul" || next->input_size() != 2 || next->output_size() != 1) return false;
  return next->input(next->input(0) == node.output(0) ? 1 : 0) == node.input(0);
}

/// What is left of the sizes when these axes go; std::nullopt when batch or channels are among them.
std::optional<Shape> without_axes(const OnnxAxes& axes, Shape shape, const std::vector<std::size_t>& places) {
  for (const std::size_t place : places) {
    const OnnxAxis axis = axes[place];
    if (axis == OnnxAxis::batch || (axis == OnnxAxis::channel && shape.channels > 1)) return std::nullopt;
    if (axis == OnnxAxis::row || axis == OnnxAxis::area) shape.height = 1;
    if (axis == OnnxAxis::column || axis == OnnxAxis::area) shape.width = 1;
  }
  return shape;
}

/// One step of a reduction: the axes that stay, and what the sizes are then.
struct Reduction {
  OnnxAxes axes;
  Shape shape;

  bool is_whole() const { return shape.height == 1 && shape.width == 1; }
};

std::optional<Reduction> reduced(const OnnxImport& import, const onnx::NodeProto& node,
                                 const Reduction& before) {
  const auto given = import.list(node, 1, "axes");
  std::vector<std::size_t> places;
  if (given)
    for (const std::int64_t axis : *given)
      places.push_back(axis_of(node, axis, before.axes.size(), import.source()));
  const auto left = without_axes(before.axes, before.shape, places);
  if (!left || places.empty()) return std::nullopt;
  Reduction after{.axes = {}, .shape = *left};
  for (std::size_t i = 0; i < before.axes.size(); ++i) {
    const bool gone = std::find(places.begin(), places.end(), i) != places.end();
    if (!gone)
      after.axes.push_back(before.axes[i]);
    else if (int_of(node, "keepdims", 1) != 0)
      after.axes.push_back(OnnxAxis::one);
  }
  return after;
}

}  // namespace

void import_pointwise(OnnxImport& import, const onnx::NodeProto& node) {
  const auto* found =
      std::find_if(std::begin(kPointwise), std::end(kPointwise),
                   [&node](const PointwiseOperator& kind) { return kind.name == node.op_type(); });
  Attributes attributes;
  for (int i = 0; i < 2; ++i)
    if (const char* name = found->attributes[i])
      attributes[name] = static_cast<double>(real_of(node, name, found->defaults[i]));
  if (is_half_of_hard_swish(import, node, attributes)) {
    const onnx::NodeProto& product = *import.only_consumer(node);
    import.mark_done(product);
    return import.add_layer(product, "hard_swish", {}, {import.activation(node, 0)});
  }
  import.add_layer(node, found->kind, attributes, {import.activation(node, 0)});
}

void import_clip(OnnxImport& import, const onnx::NodeProto& node) {
  constexpr double kMost = std::numeric_limits<float>::max();
  add_clip(import, node, import.activation(node, 0), import.number(node, 1, "min", -kMost),
           import.number(node, 2, "max", kMost));
}

/// Min and Max with a number: TensorFlow's way to write ReLU6.
void import_limit(OnnxImport& import, const onnx::NodeProto& node) {
  constexpr double kMost = std::numeric_limits<float>::max();
  if (node.input_size() == 1) return import_identity(import, node);
  const int constant = import.is_activation(node, 0) ? 1 : 0;
  const OnnxActivation value = import.activation(node, 1 - constant);
  const auto limit =
      import.has_input(node, constant) ? import.constants().find(node.input(constant)) : std::nullopt;
  if (node.input_size() != 2 || !limit || !limit->is_float || limit->size() != 1)
    import.source().unsupported(node, "ConvLens knows it with one constant number");
  const double number = limit->floats[0];
  if (node.op_type() == "Max")
    add_clip(import, node, value, number, kMost);
  else
    add_clip(import, node, value, -kMost, number);
}

void import_prelu(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const OnnxTensor slope = import.weights(node, 1);
  auto values = import.per_channel(node, slope, input);
  constexpr int kPlainBroadcast = 7;  // before it, a list was one slope a channel
  if (!values && import.opset() < kPlainBroadcast &&
      slope.size() == static_cast<std::size_t>(import.shape(input).channels))
    values.emplace(slope.floats.begin(), slope.floats.end());
  if (!values)
    import.source().unsupported(node, "slopes of " + dims_text(slope.dims) + " for " +
                                          dims_text(import.dims(input)) + "; ConvLens knows one a channel");
  const auto channels = static_cast<std::int64_t>(values->size());
  import.add_layer(node, "prelu", {}, {input}, {OnnxTensor::of_floats({channels, 1, 1}, std::move(*values))});
}

void import_global_pool(OnnxImport& import, const onnx::NodeProto& node) {
  const bool average = node.op_type() == "GlobalAveragePool";
  import.add_layer(node, average ? "global_average_pool" : "global_max_pool", {},
                   {picture_input(import, node)});
}

/// The mean or maximum over rows and columns: a global pooling, whichever way the channels stand, at once or
/// one after the other (x.mean(3).mean(2)).
void import_reduce(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  auto after = reduced(import, node, {input.axes, import.shape(input)});
  const onnx::NodeProto* last = &node;
  if (after && !after->is_whole()) {
    const onnx::NodeProto* next = import.only_consumer(node);
    after = next && next->op_type() == node.op_type() ? reduced(import, *next, *after) : std::nullopt;
    last = next;
  }
  if (!after || !after->is_whole()) {
    const auto given = import.list(node, 1, "axes");
    import.source().unsupported(node, "axes = " + (given ? dims_text(*given) : std::string("all")) + " of " +
                                          dims_text(import.dims(input)) +
                                          "; ConvLens knows it over height and width together");
  }
  if (last != &node) import.mark_done(*last);
  import.add_layer(*last, node.op_type() == "ReduceMean" ? "global_average_pool" : "global_max_pool", {},
                   {input}, {}, after->axes);
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
  // Before opset 14 the statistics asked for as further outputs say that those of the batch are meant.
  constexpr int kModeOpset = 14;
  for (int i = 1; import.opset() < kModeOpset && i < node.output_size(); ++i)
    if (!node.output(i).empty() && int_of(node, "is_test", 0) == 0)
      import.source().unsupported(node, "it has further outputs: it normalises by the batch, as in training");
  const OnnxActivation input = import.activation(node, 0);
  if (channel_axis(input.axes, import.shape(input)) != 1)
    import.source().unsupported(node, "it normalises the second axis of " + dims_text(import.dims(input)) +
                                          ", which are not the channels");
  Attributes attributes;
  attributes["epsilon"] = static_cast<double>(real_of(node, "epsilon", kBatchNormEpsilon));
  attributes["momentum"] = static_cast<double>(real_of(node, "momentum", kBatchNormMomentum));
  std::vector<OnnxTensor> weights;
  for (int i = 1; i <= 4; ++i) weights.push_back(import.weights(node, i));  // scale, bias, mean, var
  import.add_layer(node, "batch_norm", attributes, {input}, std::move(weights));
}

void import_dropout(OnnxImport& import, const onnx::NodeProto& node) {
  double ratio = import.number(node, 1, "ratio", kDropoutRatio);
  const auto training = import.numbers(node, 2);
  if (training && !training->empty() && training->front() != 0 && ratio != 0)
    import.source().unsupported(node, "training_mode = 1: it drops values at random");
  if (!(ratio >= 0 && ratio < 1)) ratio = 0;  // drops everything in training; nothing here
  import.add_layer(node, "dropout", {{ "ratio", ratio }}, {import.activation(node, 0)});
}

void import_concat(OnnxImport& import, const onnx::NodeProto& node) {
  std::vector<OnnxActivation> inputs;
  for (int i = 0; i < node.input_size(); ++i) inputs.push_back(import.activation(node, i));
  if (inputs.empty()) import.source().broken(describe(node) + " has no input");
  std::int64_t axis = int_of(node, "axis", 1);
  const OnnxAxes& axes = inputs[0].axes;
  if (axis < 0) axis += inputs[0].rank();
  // Of one channel an axis called otherwise may be meant; the first value with several tells.
  for (const OnnxActivation& input : inputs)
    if (!same_axes(input.axes, axes, import.shape(input)) ||
        channel_axis(input.axes, import.shape(input)) != axis)
      import.source().unsupported(node,
                                  "axis = " + std::to_string(axis) + "; ConvLens joins along the channels");
  OnnxAxes joined = axes;
  joined[static_cast<std::size_t>(axis)] = OnnxAxis::channel;
  if (inputs.size() == 1) return import.alias(node, inputs[0]);
  import.add_layer(node, "concat", {}, inputs, {}, joined);
}

void import_softmax(OnnxImport& import, const onnx::NodeProto& node) {
  constexpr int kAxisOpset = 13;  // before it, the axis and all behind it were one long vector
  const OnnxActivation input = import.activation(node, 0);
  std::int64_t axis = int_of(node, "axis", import.opset() >= kAxisOpset ? -1 : 1);
  if (axis < 0) axis += input.rank();
  const bool over_channels = channel_axis(input.axes, import.shape(input)) == axis;
  const bool long_vector = import.opset() < kAxisOpset;
  const bool one_vector = import.shape(input).is_vector() && axis >= 1 &&
                          axis <= std::max(1, channel_axis(input.axes, import.shape(input)));
  const bool last_axis = over_channels && axis == input.rank() - 1;  // nothing behind it to be taken along
  if (long_vector ? !one_vector && !last_axis : !over_channels)
    import.source().unsupported(
        node, "axis = " + std::to_string(axis) + "; ConvLens knows softmax over the channels");
  import.add_layer(node, node.op_type() == "Softmax" ? "softmax" : "log_softmax", {}, {input});
}

}  // namespace convlens
