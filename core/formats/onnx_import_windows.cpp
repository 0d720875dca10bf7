#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_operators.h"
#include "core/layers/attributes.h"

namespace convlens {

void import_conv(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = picture_input(import, node);
  std::vector<OnnxTensor> weights = {import.weights(node, 1)};
  const std::vector<std::int64_t> dims = weights[0].dims;
  if (dims.size() != kPictureRank)
    import.source().unsupported(node, "weights of " + dims_text(dims) + ": no picture's");
  Attributes attributes = read_attributes(node, {"kernel_shape", "strides", "pads", "dilations", "group"});
  if (!attributes.contains("kernel_shape"))
    attributes["kernel_shape"] = std::vector<std::int64_t>{dims[2], dims[3]};
  resolve_auto_pad(node, import.shape(input), attributes, import.source());
  const int channels = static_cast<int>(dims[0]);
  const onnx::NodeProto* last = &node;
  if (import.has_input(node, 2))
    weights.push_back(import.weights(node, 2));
  else
    fold_bias(import, last, channels, kPictureRank, weights);
  attributes[kOutChannels] = dims[0];
  attributes[kHasBias] = static_cast<std::int64_t>(weights.size() - 1);
  import.add_layer(*last, "conv2d", attributes, {input}, std::move(weights));
}

void import_pool(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = picture_input(import, node);
  Attributes attributes = read_attributes(
      node, {"kernel_shape", "strides", "pads", "dilations", "ceil_mode", "count_include_pad"});
  resolve_auto_pad(node, import.shape(input), attributes, import.source());
  import.add_layer(node, node.op_type() == "MaxPool" ? "max_pool" : "average_pool", attributes, {input});
}

}  // namespace convlens
