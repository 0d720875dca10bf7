#pragma once
#include "core/formats/onnx_import.h"

namespace convlens {

/// One function an operator (a family of them for pools): reads the node, and adds to the import what it
/// computes. Each throws Error(not_supported) naming operator, node and reason for what our layers cannot do.
void import_add(OnnxImport& import, const onnx::NodeProto& node);
void import_batch_norm(OnnxImport& import, const onnx::NodeProto& node);
void import_concat(OnnxImport& import, const onnx::NodeProto& node);
void import_conv(OnnxImport& import, const onnx::NodeProto& node);
void import_dropout(OnnxImport& import, const onnx::NodeProto& node);
void import_flatten(OnnxImport& import, const onnx::NodeProto& node);
void import_gemm(OnnxImport& import, const onnx::NodeProto& node);
void import_global_average_pool(OnnxImport& import, const onnx::NodeProto& node);
void import_identity(OnnxImport& import, const onnx::NodeProto& node);
void import_leaky_relu(OnnxImport& import, const onnx::NodeProto& node);
void import_lrn(OnnxImport& import, const onnx::NodeProto& node);
void import_mat_mul(OnnxImport& import, const onnx::NodeProto& node);
void import_normalisation(OnnxImport& import, const onnx::NodeProto& node);
void import_pool(OnnxImport& import, const onnx::NodeProto& node);
void import_relu(OnnxImport& import, const onnx::NodeProto& node);
void import_reshape(OnnxImport& import, const onnx::NodeProto& node);
void import_shape(OnnxImport& import, const onnx::NodeProto& node);
void import_softmax(OnnxImport& import, const onnx::NodeProto& node);

/// The node's first input, which must be (batch, channels, height, width).
OnnxActivation picture_input(const OnnxImport& import, const onnx::NodeProto& node);
/// Whether this is a number for each channel, as exporters write it: (c), (c, 1, 1), (1, c, 1, 1), for
/// vectors (1, c).
bool is_per_channel(const OnnxTensor& value, int channels, int rank);
/// The same values as a list, (c).
OnnxTensor as_list(OnnxTensor value);
/// The bias of a layer that was written without one, with an Add of a constant behind it: CNTK, Keras and
/// `x @ W + b` do so. Appends it to `weights` and sets `last` to the Add then.
void fold_bias(OnnxImport& import, const onnx::NodeProto*& last, int channels, int rank,
               std::vector<OnnxTensor>& weights);

}  // namespace convlens
