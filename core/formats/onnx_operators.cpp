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
    {"Add", import_add},
    {"AveragePool", import_pool},
    {"BatchNormalization", import_batch_norm},
    {"Cast", nullptr},
    {"Concat", import_concat},
    {"Constant", nullptr},
    {"Conv", import_conv},
    {"Div", nullptr},  // the second half of a normalisation
    {"Dropout", import_dropout},
    {"Flatten", import_flatten},
    {"Gather", nullptr},
    {"Gemm", import_gemm},
    {"GlobalAveragePool", import_global_average_pool},
    {"Identity", import_identity},
    {"LRN", import_lrn},
    {"LeakyRelu", import_leaky_relu},
    {"MatMul", import_mat_mul},
    {"MaxPool", import_pool},
    {"Relu", import_relu},
    {"Reshape", import_reshape},
    {"Shape", import_shape},
    {"Softmax", import_softmax},
    {"Sub", import_normalisation},
    {"Unsqueeze", nullptr},
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
  const OnnxActivation input = import.activation(node, 0);
  if (input.rank != kPictureRank) import.source().broken(describe(node) + " gets a vector", "a picture");
  return input;
}

bool is_per_channel(const OnnxTensor& value, int channels, int rank) {
  if (!value.is_float || value.size() != static_cast<std::size_t>(channels)) return false;
  const auto dims = static_cast<int>(value.dims.size());
  if (dims > rank) return false;
  const int channel_axis = rank == kVectorRank ? dims - 1 : dims - (kPictureRank - 1);
  return channels == 1 ||
         (channel_axis >= 0 && value.dims[static_cast<std::size_t>(channel_axis)] == channels);
}

OnnxTensor as_list(OnnxTensor value) {
  value.dims = {static_cast<std::int64_t>(value.size())};
  return value;
}

void fold_bias(OnnxImport& import, const onnx::NodeProto*& last, int channels, int rank,
               std::vector<OnnxTensor>& weights) {
  int constant = 0;
  const onnx::NodeProto* add = import.second_half(*last, "Add", constant);
  if (!add) return;
  OnnxTensor bias = import.weights(*add, constant);
  if (!is_per_channel(bias, channels, rank)) return;
  weights.push_back(as_list(std::move(bias)));
  import.mark_done(*add);
  last = add;
}

}  // namespace convlens
