#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "core/formats/onnx_errors.h"
#include "core/layers/layer.h"

namespace convlens {

/// The numbers among a node's attributes, under ONNX's own names, which are ours.
Attributes read_attributes(const onnx::NodeProto& node, std::initializer_list<std::string_view> names);
/// A list of whole numbers; std::nullopt when there is none of that name.
std::optional<std::vector<std::int64_t>> ints_of(const onnx::NodeProto& node, std::string_view name);
std::int64_t int_of(const onnx::NodeProto& node, std::string_view name, std::int64_t otherwise);
float real_of(const onnx::NodeProto& node, std::string_view name, float otherwise);
/// A Cast's target as one of onnx::TensorProto's types; before opset 6 it is a word.
int cast_target(const onnx::NodeProto& node);
std::string text_of(const onnx::NodeProto& node, std::string_view name, std::string otherwise);

/// Refuses the node unless the attribute is absent or has this value.
void require_int(const onnx::NodeProto& node, std::string_view name, std::int64_t value,
                 const OnnxSource& source);
void require_real(const onnx::NodeProto& node, std::string_view name, float value, const OnnxSource& source);

/// auto_pad SAME_UPPER, SAME_LOWER and VALID as "pads" (top, left, bottom, right) for this input;
/// `window` holds kernel_shape, strides, dilations and pads as read.
void resolve_auto_pad(const onnx::NodeProto& node, const Shape& input, Attributes& window,
                      const OnnxSource& source);

}  // namespace convlens
