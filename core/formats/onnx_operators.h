#pragma once
#include "core/formats/onnx_import.h"

namespace convlens {

/// One function an operator (a family of them for pools): reads the node, and adds to the import what it
/// computes. Each throws Error(not_supported) naming operator, node and reason for what our layers cannot do.
void import_add(OnnxImport& import, const onnx::NodeProto& node);
void import_batch_norm(OnnxImport& import, const onnx::NodeProto& node);
void import_cast(OnnxImport& import, const onnx::NodeProto& node);
void import_clip(OnnxImport& import, const onnx::NodeProto& node);
void import_concat(OnnxImport& import, const onnx::NodeProto& node);
void import_conv(OnnxImport& import, const onnx::NodeProto& node);
void import_div(OnnxImport& import, const onnx::NodeProto& node);
void import_dropout(OnnxImport& import, const onnx::NodeProto& node);
void import_expand(OnnxImport& import, const onnx::NodeProto& node);
void import_flatten(OnnxImport& import, const onnx::NodeProto& node);
void import_gather(OnnxImport& import, const onnx::NodeProto& node);
void import_gemm(OnnxImport& import, const onnx::NodeProto& node);
void import_global_pool(OnnxImport& import, const onnx::NodeProto& node);
void import_identity(OnnxImport& import, const onnx::NodeProto& node);
void import_image_scaler(OnnxImport& import, const onnx::NodeProto& node);
void import_limit(OnnxImport& import, const onnx::NodeProto& node);
void import_lrn(OnnxImport& import, const onnx::NodeProto& node);
void import_mat_mul(OnnxImport& import, const onnx::NodeProto& node);
void import_mul(OnnxImport& import, const onnx::NodeProto& node);
void import_pad(OnnxImport& import, const onnx::NodeProto& node);
void import_pointwise(OnnxImport& import, const onnx::NodeProto& node);
void import_pool(OnnxImport& import, const onnx::NodeProto& node);
void import_prelu(OnnxImport& import, const onnx::NodeProto& node);
void import_reduce(OnnxImport& import, const onnx::NodeProto& node);
void import_reshape(OnnxImport& import, const onnx::NodeProto& node);
void import_shape(OnnxImport& import, const onnx::NodeProto& node);
void import_slice(OnnxImport& import, const onnx::NodeProto& node);
void import_softmax(OnnxImport& import, const onnx::NodeProto& node);
void import_split(OnnxImport& import, const onnx::NodeProto& node);
void import_squeeze(OnnxImport& import, const onnx::NodeProto& node);
void import_sub(OnnxImport& import, const onnx::NodeProto& node);
void import_sum(OnnxImport& import, const onnx::NodeProto& node);
void import_transpose(OnnxImport& import, const onnx::NodeProto& node);
void import_unsqueeze(OnnxImport& import, const onnx::NodeProto& node);

/// A Reshape that begins a shuffle of channels; false: it begins none.
bool import_shuffle(OnnxImport& import, const onnx::NodeProto& reshape, const OnnxActivation& input,
                    const std::vector<std::int64_t>& target);

/// The node's first input, which must be (batch, channels, height, width).
OnnxActivation picture_input(const OnnxImport& import, const onnx::NodeProto& node);
/// A factor, a summand, or several of them one after the other, constant in each channel: one normalisation.
void import_scale(OnnxImport& import, const onnx::NodeProto& node);
/// The bias of a layer that was written without one, with an Add of a constant behind it: CNTK, Keras and
/// `x @ W + b` do so. `axes`: of the layer's output. Appends it to `weights` and sets `last` to the Add then.
void fold_bias(OnnxImport& import, const onnx::NodeProto*& last, int channels, const OnnxAxes& axes,
               std::vector<OnnxTensor>& weights);

}  // namespace convlens
