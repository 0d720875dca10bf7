#include <algorithm>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_names.h"
#include "core/formats/onnx_operators.h"

namespace convlens {

void import_flatten(OnnxImport& import, const onnx::NodeProto& node) {
  require_int(node, "axis", 1, import.source());
  const OnnxActivation input = import.activation(node, 0);
  const onnx::NodeProto* next = import.only_consumer(node);
  // What our writer puts before a Gemm whose input is maps of one pixel: no layer of the model's.
  const bool helper = next && next->op_type() == "Gemm" && import.shape(input).is_vector() &&
                      node.name() == next->name() + std::string(kFlattenSuffix);
  if (helper)
    import.alias(node, {input.node, kVectorRank});
  else
    import.add_layer(node, "flatten", {}, {input}, {}, kVectorRank);
}

/// Reshape as exporters use it to flatten: to (batch, everything); and reshapes that change nothing.
void import_reshape(OnnxImport& import, const onnx::NodeProto& node) {
  require_int(node, "allowzero", 0, import.source());
  const OnnxActivation input = import.activation(node, 0);
  const Shape& shape = import.shape(input);
  const auto target = import.has_input(node, 1) ? import.constants().find(node.input(1)) : std::nullopt;
  if (!target || target->is_float) import.source().unsupported(node, "its shape is not known beforehand");
  const auto& dims = target->ints;
  const auto rank = static_cast<int>(dims.size());
  const std::int64_t whole[] = {static_cast<std::int64_t>(shape.size())};
  const std::int64_t same[] = {shape.channels, shape.height, shape.width};
  const auto fits = [&dims](std::span<const std::int64_t> wanted) {
    if (dims.size() != wanted.size() + 1) return false;
    const bool open_batch = dims[0] == -1;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (dims[i + 1] != wanted[i] && (open_batch || dims[i + 1] != -1)) return false;
    return std::count(dims.begin(), dims.end(), -1) <= 1 && dims[0] <= 1;
  };
  if (rank == kVectorRank && fits(whole)) {
    if (input.rank == kVectorRank)
      import.alias(node, input);
    else
      import.add_layer(node, "flatten", {}, {input}, {}, kVectorRank);
  } else if (rank == kPictureRank && fits(same)) {
    import.alias(node, {input.node, kPictureRank});
  } else {
    import.source().unsupported(node, "a reshape of " + to_string(shape) + " to " + dims_text(dims) +
                                          "; ConvLens knows only the flattening of whole samples");
  }
}

void import_identity(OnnxImport& import, const onnx::NodeProto& node) {
  import.alias(node, import.activation(node, 0));
}

/// The sizes of a value, for the arithmetic that leads to a Reshape. The batch appears as 0, which is what
/// Reshape takes for "as it was".
void import_shape(OnnxImport& import, const onnx::NodeProto& node) {
  require_int(node, "start", 0, import.source());
  const OnnxActivation input = import.activation(node, 0);
  const Shape& shape = import.shape(input);
  OnnxTensor sizes{.dims = {input.rank}, .is_float = false, .floats = {}, .ints = {0, shape.channels}};
  if (input.rank == kPictureRank) sizes.ints.insert(sizes.ints.end(), {shape.height, shape.width});
  import.constants().set(node.output(0), std::move(sizes));
}

}  // namespace convlens
