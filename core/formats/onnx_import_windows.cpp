#include <algorithm>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_operators.h"
#include "core/layers/attributes.h"

namespace convlens {
namespace {

using Ints = std::vector<std::int64_t>;

/// Zeros around the picture that a Pad before the convolution asks for, on top of its own.
void add_pads(Attributes& attributes, const Ints& more) {
  if (more == Ints{0, 0, 0, 0}) return;
  auto found = attributes.find("pads");
  Ints pads = found == attributes.end() ? Ints{0, 0, 0, 0} : std::get<Ints>(found->second);
  if (pads.size() != more.size()) return;  // the layer says what is wrong with it
  for (std::size_t side = 0; side < pads.size(); ++side) pads[side] += more[side];
  attributes["pads"] = pads;
}

}  // namespace

void import_conv(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = picture_input(import, node);
  std::vector<OnnxTensor> weights = {import.weights(node, 1)};
  const Ints dims = weights[0].dims;
  if (dims.size() != kPictureRank)
    import.source().unsupported(node, "weights of " + dims_text(dims) + ": no picture's");
  Attributes attributes = read_attributes(node, {"kernel_shape", "strides", "pads", "dilations", "group"});
  if (!attributes.contains("kernel_shape")) attributes["kernel_shape"] = Ints{dims[2], dims[3]};
  resolve_auto_pad(node, import.shape(input), attributes, import.source());
  add_pads(attributes, import.padding(node));
  const int channels = static_cast<int>(dims[0]);
  const onnx::NodeProto* last = &node;
  if (import.has_input(node, 2))
    weights.push_back(import.weights(node, 2));
  else
    fold_bias(import, last, channels, kPictureAxes, weights);
  attributes[kOutChannels] = dims[0];
  attributes[kHasBias] = static_cast<std::int64_t>(weights.size() - 1);
  import.add_layer(*last, "conv2d", attributes, {input}, std::move(weights));
}

void import_pool(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = picture_input(import, node);
  require_int(node, "storage_order", 0, import.source());
  Attributes attributes = read_attributes(
      node, {"kernel_shape", "strides", "pads", "dilations", "ceil_mode", "count_include_pad"});
  resolve_auto_pad(node, import.shape(input), attributes, import.source());
  import.add_layer(node, node.op_type() == "MaxPool" ? "max_pool" : "average_pool", attributes, {input});
}

/// Constants around the picture. Zeros before a convolution become the convolution's own padding: Keras
/// writes a ZeroPadding2D before every strided one.
void import_pad(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const std::string mode = text_of(node, "mode", "constant");
  if (mode != "constant")
    import.source().unsupported(node, "mode = " + mode + "; ConvLens pads with a constant");
  auto given = import.list(node, 1, "pads");
  if (!given) given = ints_of(node, "paddings");  // before opset 2
  Ints pads = given.value_or(Ints{});
  const auto rank = static_cast<std::size_t>(input.rank());
  if (const auto chosen = import.numbers(node, 3)) {  // pads of some axes only
    Ints all(2 * rank, 0);
    if (pads.size() != 2 * chosen->size())
      import.source().broken(describe(node) + " has pads for other axes");
    for (std::size_t i = 0; i < chosen->size(); ++i) {
      const std::int64_t axis = (*chosen)[i] < 0 ? (*chosen)[i] + input.rank() : (*chosen)[i];
      if (axis < 0 || axis >= input.rank())
        import.source().broken(describe(node) + " pads an axis that is not there");
      all[static_cast<std::size_t>(axis)] = pads[i];
      all[static_cast<std::size_t>(axis) + rank] = pads[i + chosen->size()];
    }
    pads = all;
  }
  if (pads.size() != 2 * rank)
    import.source().broken(describe(node) + " has " + std::to_string(pads.size()) + " pads",
                           std::to_string(2 * rank));
  const double value = import.number(node, 2, "value", 0.0);
  Ints around(4, 0);
  for (std::size_t axis = 0; axis < rank; ++axis)
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const std::int64_t pad = pads[axis + side * rank];
      if (pad == 0) continue;
      if (input.axes[axis] == OnnxAxis::row)
        around[2 * side] = pad;
      else if (input.axes[axis] == OnnxAxis::column)
        around[2 * side + 1] = pad;
      else
        import.source().unsupported(node, "it pads " + dims_text(import.dims(input)) + " by " +
                                              dims_text(pads) + "; ConvLens pads height and width");
    }
  const onnx::NodeProto* next = import.only_consumer(node);
  const bool small = *std::min_element(around.begin(), around.end()) >= 0;
  if (around == Ints{0, 0, 0, 0}) {
    import.alias(node, input);
  } else if (next && next->op_type() == "Conv" && value == 0 && small &&
             import.padding(node) == Ints{0, 0, 0, 0} && text_of(*next, "auto_pad", "NOTSET") == "NOTSET" &&
             next->input(0) == node.output(0)) {
    import.add_padding(*next, around);
    import.alias(node, input);
  } else {
    import.add_layer(node, "pad", {{"pads", around}, { "value", value }}, {input});
  }
}

}  // namespace convlens
