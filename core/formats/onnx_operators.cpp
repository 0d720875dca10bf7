#include "core/formats/onnx_operators.h"

#include <algorithm>
#include <string_view>

namespace convlens {
namespace {

struct Operator {
  std::string_view name;
  void (*read)(OnnxImport&, const onnx::NodeProto&);  ///< nullptr: on constants only
};

constexpr Operator kOperators[] = {
    {"Abs", nullptr},
    {"Add", import_add},
    {"AveragePool", import_pool},
    {"BatchNormalization", import_batch_norm},
    {"Cast", import_cast},
    {"Ceil", nullptr},
    {"Clip", import_clip},
    {"Concat", import_concat},
    {"Constant", nullptr},
    {"ConstantOfShape", nullptr},
    {"Conv", import_conv},
    {"DequantizeLinear", nullptr},
    {"Div", import_div},
    {"Dropout", import_dropout},
    {"Elu", import_pointwise},
    {"Equal", nullptr},
    {"Exp", nullptr},
    {"Expand", import_expand},
    {"Flatten", import_flatten},
    {"Floor", nullptr},
    {"Gather", import_gather},
    {"Gemm", import_gemm},
    {"GlobalAveragePool", import_global_pool},
    {"GlobalMaxPool", import_global_pool},
    {"Greater", nullptr},
    {"HardSigmoid", import_pointwise},
    {"HardSwish", import_pointwise},
    {"Identity", import_identity},
    {"ImageScaler", import_image_scaler},
    {"LRN", import_lrn},
    {"LeakyRelu", import_pointwise},
    {"Less", nullptr},
    {"LogSoftmax", import_softmax},
    {"MatMul", import_mat_mul},
    {"Max", import_limit},
    {"MaxPool", import_pool},
    {"Min", import_limit},
    {"Mod", nullptr},
    {"Mul", import_mul},
    {"Neg", nullptr},
    {"PRelu", import_prelu},
    {"Pad", import_pad},
    {"Pow", nullptr},
    {"Range", nullptr},
    {"Reciprocal", nullptr},
    {"ReduceMax", import_reduce},
    {"ReduceMean", import_reduce},
    {"ReduceProd", nullptr},
    {"Relu", import_pointwise},
    {"Reshape", import_reshape},
    {"Shape", import_shape},
    {"Sigmoid", import_pointwise},
    {"Slice", import_slice},
    {"Softmax", import_softmax},
    {"Split", import_split},
    {"Sqrt", nullptr},
    {"Squeeze", import_squeeze},
    {"Sub", import_sub},
    {"Sum", import_sum},
    {"Tanh", import_pointwise},
    {"Transpose", import_transpose},
    {"Unsqueeze", import_unsqueeze},
    {"Where", nullptr},
};

const Operator* find_operator(const onnx::NodeProto& node) {
  if (!node.domain().empty() && node.domain() != "ai.onnx") return nullptr;
  const auto* found =
      std::find_if(std::begin(kOperators), std::end(kOperators),
                   [&node](const Operator& candidate) { return candidate.name == node.op_type(); });
  return found == std::end(kOperators) ? nullptr : found;
}

}  // namespace

void refuse_unknown_operators(const onnx::GraphProto& graph, const OnnxSource& source) {
  for (const auto& node : graph.node())
    if (!find_operator(node)) source.unsupported(node, "ConvLens does not know this operator");
}

void import_operator(OnnxImport& import, const onnx::NodeProto& node) {
  if (node.output_size() == 0 || node.output(0).empty())
    import.source().broken(describe(node) + " has no output");
  if (import.constants().evaluate(node)) return;  // shape arithmetic that became possible on the way
  const Operator* found = find_operator(node);
  if (!found || !found->read) import.source().unsupported(node, "ConvLens knows it only on constants");
  found->read(import, node);
}

OnnxActivation picture_input(const OnnxImport& import, const onnx::NodeProto& node) {
  OnnxActivation input = import.activation(node, 0);
  if (!same_axes(input.axes, kPictureAxes, import.shape(input)))
    import.source().unsupported(node, "it gets " + dims_text(import.dims(input)) +
                                          ", which is no picture (batch, channels, height, width)");
  input.axes = kPictureAxes;
  return input;
}

void fold_bias(OnnxImport& import, const onnx::NodeProto*& last, int channels, const OnnxAxes& axes,
               std::vector<OnnxTensor>& weights) {
  int constant = 0;
  const onnx::NodeProto* add = import.second_half(*last, "Add", constant);
  if (!add) return;
  const OnnxTensor bias = import.weights(*add, constant);
  const int channel = channel_axis(axes, {channels, 1, 1});
  std::vector<std::int64_t> laid = bias.dims;
  if (laid.size() > axes.size() || channel < 0) return;
  while (laid.size() < axes.size()) laid.insert(laid.begin(), 1);
  const bool one = bias.size() == 1;
  if (!one && (bias.size() != static_cast<std::size_t>(channels) ||
               laid[static_cast<std::size_t>(channel)] != channels))
    return;
  std::vector<float> values(bias.floats.begin(), bias.floats.end());
  if (one) values.assign(static_cast<std::size_t>(channels), bias.floats[0]);
  weights.push_back(OnnxTensor::of_floats({channels}, std::move(values)));
  import.mark_done(*add);
  last = add;
}

}  // namespace convlens
