#include "core/formats/onnx_attributes.h"

#include <algorithm>

namespace convlens {
namespace {

const onnx::AttributeProto* find(const onnx::NodeProto& node, std::string_view name) {
  for (const auto& attribute : node.attribute())
    if (attribute.name() == name) return &attribute;
  return nullptr;
}

constexpr std::int64_t kLargestWindow = 1 << 16;  // keeps the products below inside 64 bits

std::vector<std::int64_t> window_sizes(const onnx::NodeProto& node, const Attributes& window,
                                       const char* name, const OnnxSource& source) {
  const auto found = window.find(name);
  if (found == window.end()) return {1, 1};
  const auto* sizes = std::get_if<std::vector<std::int64_t>>(&found->second);
  if (!sizes || sizes->size() != 2)
    source.unsupported(node, std::string("its ") + name + " is not that of a picture, two numbers");
  for (const std::int64_t size : *sizes)
    if (size < 1 || size > kLargestWindow)
      source.broken(describe(node) + " has " + name + " = " + std::to_string(size), "a positive size");
  return *sizes;
}

}  // namespace

Attributes read_attributes(const onnx::NodeProto& node, std::initializer_list<std::string_view> names) {
  Attributes result;
  for (const auto& attribute : node.attribute()) {
    if (std::find(names.begin(), names.end(), attribute.name()) == names.end()) continue;
    Attribute& value = result[attribute.name()];
    switch (attribute.type()) {
      case onnx::AttributeProto::INT:
        value = std::int64_t{attribute.i()};
        break;
      case onnx::AttributeProto::FLOAT:
        value = static_cast<double>(attribute.f());
        break;
      case onnx::AttributeProto::INTS:
        value = std::vector<std::int64_t>(attribute.ints().begin(), attribute.ints().end());
        break;
      case onnx::AttributeProto::FLOATS:
        value = std::vector<double>(attribute.floats().begin(), attribute.floats().end());
        break;
      default:
        result.erase(attribute.name());
    }
  }
  return result;
}

std::optional<std::vector<std::int64_t>> ints_of(const onnx::NodeProto& node, std::string_view name) {
  const auto* attribute = find(node, name);
  if (!attribute || attribute->type() != onnx::AttributeProto::INTS) return std::nullopt;
  return std::vector<std::int64_t>(attribute->ints().begin(), attribute->ints().end());
}

std::int64_t int_of(const onnx::NodeProto& node, std::string_view name, std::int64_t otherwise) {
  const auto* attribute = find(node, name);
  return attribute ? attribute->i() : otherwise;
}

float real_of(const onnx::NodeProto& node, std::string_view name, float otherwise) {
  const auto* attribute = find(node, name);
  return attribute ? attribute->f() : otherwise;
}

int cast_target(const onnx::NodeProto& node) {
  const auto* attribute = find(node, "to");
  if (!attribute) return onnx::TensorProto::UNDEFINED;
  if (attribute->type() != onnx::AttributeProto::STRING) return static_cast<int>(attribute->i());
  onnx::TensorProto::DataType type = onnx::TensorProto::UNDEFINED;
  onnx::TensorProto::DataType_Parse(attribute->s(), &type);
  return type;
}

std::string text_of(const onnx::NodeProto& node, std::string_view name, std::string otherwise) {
  const auto* attribute = find(node, name);
  return attribute ? attribute->s() : otherwise;
}

void require_int(const onnx::NodeProto& node, std::string_view name, std::int64_t value,
                 const OnnxSource& source) {
  const std::int64_t found = int_of(node, name, value);
  if (found != value)
    source.unsupported(node, std::string(name) + " = " + std::to_string(found) + "; ConvLens knows only " +
                                 std::to_string(value));
}

void require_real(const onnx::NodeProto& node, std::string_view name, float value, const OnnxSource& source) {
  const float found = real_of(node, name, value);
  if (found != value)
    source.unsupported(node, std::string(name) + " = " + std::to_string(found) + "; ConvLens knows only " +
                                 std::to_string(value));
}

void resolve_auto_pad(const onnx::NodeProto& node, const Shape& input, Attributes& window,
                      const OnnxSource& source) {
  const std::string mode = text_of(node, "auto_pad", "NOTSET");
  if (mode == "NOTSET" || mode.empty()) return;
  std::vector<std::int64_t> pads(4, 0);
  if (mode == "SAME_UPPER" || mode == "SAME_LOWER") {
    const auto kernel = window_sizes(node, window, "kernel_shape", source);
    const auto stride = window_sizes(node, window, "strides", source);
    const auto dilation = window_sizes(node, window, "dilations", source);
    const std::int64_t size[2] = {input.height, input.width};
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const std::int64_t out = (size[axis] + stride[axis] - 1) / stride[axis];
      const std::int64_t reach = dilation[axis] * (kernel[axis] - 1) + 1;
      const std::int64_t wanted = (out - 1) * stride[axis] + reach - size[axis];
      // Steps far beyond the window leave pixels over: TensorFlow then begins at the first one, ONNX Runtime
      // does not.
      if (wanted < -1)
        source.unsupported(node, "auto_pad = " + mode + " with steps of " + std::to_string(stride[axis]) +
                                     " and a window of " + std::to_string(reach) +
                                     ": programs disagree on where it begins");
      const std::int64_t total = std::max<std::int64_t>(wanted, 0);
      const std::int64_t smaller = total / 2, larger = total - smaller;
      pads[axis] = mode == "SAME_UPPER" ? smaller : larger;
      pads[axis + 2] = mode == "SAME_UPPER" ? larger : smaller;
    }
  } else if (mode != "VALID") {
    source.unsupported(node, "auto_pad = " + mode);
  }
  window["pads"] = pads;
}

}  // namespace convlens
