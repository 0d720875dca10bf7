// What is added to or multiplied with a value and constant in each channel: normalisation of the picture, and
// what exporters leave of batch norm.
#include <algorithm>
#include <string_view>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_operators.h"

namespace convlens {
namespace {

/// y = (x - mean) / deviation, a channel at a time: grown by one operator after the other.
struct Scale {
  std::vector<double> mean, deviation;

  explicit Scale(std::size_t channels) : mean(channels, 0.0), deviation(channels, 1.0) {}

  /// False: not to be written in this form (a factor of 0).
  bool apply(std::string_view op, bool constant_first, const std::vector<float>& numbers) {
    for (std::size_t c = 0; c < mean.size(); ++c) {
      const double number = numbers[c];
      if (op == "Add" || op == "Sum") {
        mean[c] -= number * deviation[c];
      } else if (op == "Sub" && !constant_first) {
        mean[c] += number * deviation[c];
      } else if (op == "Sub") {  // number - y
        mean[c] += number * deviation[c];
        deviation[c] = -deviation[c];
      } else if (op == "Mul" && number != 0) {
        deviation[c] /= number;
      } else if (op == "Div" && number != 0 && !constant_first) {
        deviation[c] *= number;
      } else {
        return false;
      }
    }
    return true;
  }
};

bool is_scaling(std::string_view op) {
  return op == "Add" || op == "Sum" || op == "Sub" || op == "Mul" || op == "Div";
}

/// The next step of the chain, if there is one: adds it to `scale`.
bool grow(const OnnxImport& import, const onnx::NodeProto& node, int constant, const OnnxActivation& value,
          Scale& scale) {
  const auto tensor = import.constants().find(node.input(constant));
  if (!tensor) return false;
  const auto numbers = import.per_channel(node, *tensor, value);
  if (!numbers) return false;
  Scale grown = scale;
  if (!grown.apply(node.op_type(), constant == 0, *numbers)) return false;
  scale = std::move(grown);
  return true;
}

}  // namespace

void import_scale(OnnxImport& import, const onnx::NodeProto& node) {
  if (node.input_size() != 2) import.source().broken(describe(node) + " has other than two inputs");
  const int constant = import.is_activation(node, 0) ? 1 : 0;
  const OnnxActivation value = import.activation(node, 1 - constant);
  Scale scale(static_cast<std::size_t>(import.shape(value).channels));
  if (!import.has_input(node, constant) || !import.constants().contains(node.input(constant)))
    import.source().unsupported(node, "ConvLens knows it with constants only");
  if (!grow(import, node, constant, value, scale))
    import.source().unsupported(node,
                                "its constant is not one number a channel (or is 0, or is divided) for " +
                                    dims_text(import.dims(value)));
  const onnx::NodeProto* last = &node;
  for (const auto* next = import.only_consumer(node); next; next = import.only_consumer(*last)) {
    if (!is_scaling(next->op_type()) || next->input_size() != 2 || next->output_size() != 1) break;
    const int place = next->input(0) == last->output(0) ? 1 : 0;
    if (!grow(import, *next, place, value, scale)) break;
    import.mark_done(*next);
    last = next;
  }
  import.add_layer(*last, "normalise", {{"mean", scale.mean}, { "std", scale.deviation }}, {value});
}

void import_sub(OnnxImport& import, const onnx::NodeProto& node) { import_scale(import, node); }

void import_div(OnnxImport& import, const onnx::NodeProto& node) { import_scale(import, node); }

void import_add(OnnxImport& import, const onnx::NodeProto& node) {
  if (!import.is_activation(node, 0) || !import.is_activation(node, 1)) return import_scale(import, node);
  const OnnxActivation a = import.activation(node, 0), b = import.activation(node, 1);
  if (import.shape(a) != import.shape(b) || !same_axes(a.axes, b.axes, import.shape(a)))
    import.source().unsupported(node, "it adds " + to_string(import.shape(a)) + " and " +
                                          to_string(import.shape(b)) +
                                          "; ConvLens knows the sum of equal shapes");
  import.add_layer(node, "add", {}, {a, b});
}

/// The sum of any number of values: each adds one more to those before, the last under the node's own name.
void import_sum(OnnxImport& import, const onnx::NodeProto& node) {
  constexpr int kPair = 2;
  if (node.input_size() == 1) return import_identity(import, node);
  if (node.input_size() == kPair) return import_add(import, node);
  onnx::NodeProto step = node;
  for (int i = 1; i < node.input_size(); ++i) {
    const bool last = i + 1 == node.input_size();
    step.clear_input();
    step.add_input(i == 1 ? node.input(0) : step.output(0));
    step.add_input(node.input(i));
    step.set_output(0, last ? node.output(0) : node.output(0) + "_" + std::to_string(i));
    step.set_name(last ? node.name() : onnx_layer_name(node) + "_" + std::to_string(i));
    import_add(import, step);
  }
}

/// A gate: every value, or every map, has a factor of its own that depends on the picture.
void import_mul(OnnxImport& import, const onnx::NodeProto& node) {
  if (!import.is_activation(node, 0) || !import.is_activation(node, 1)) return import_scale(import, node);
  OnnxActivation a = import.activation(node, 0), b = import.activation(node, 1);
  if (import.shape(a).is_vector() && !import.shape(b).is_vector()) std::swap(a, b);
  const Shape &whole = import.shape(a), &gate = import.shape(b);
  const bool fits = whole == gate || (gate.is_vector() && gate.channels == whole.channels);
  // One number a map: its own axes of size 1 lie over the rows and columns.
  const bool aligned =
      whole == gate ? same_axes(a.axes, b.axes, whole)
                    : a.rank() == b.rank() && channel_axis(a.axes, whole) == channel_axis(b.axes, gate);
  if (!fits || !aligned)
    import.source().unsupported(node, "it multiplies " + dims_text(import.dims(a)) + " and " +
                                          dims_text(import.dims(b)) +
                                          "; ConvLens knows equal shapes, and a factor a map");
  import.add_layer(node, "multiply", {}, {a, b});
}

/// Caffe's and CoreML's preparation of pixels: scale x + bias[c].
void import_image_scaler(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = picture_input(import, node);
  const auto channels = static_cast<std::size_t>(import.shape(input).channels);
  const Attributes attributes = read_attributes(node, {"bias"});
  std::vector<float> bias(channels, 0.0f);
  if (const auto found = attributes.find("bias"); found != attributes.end())
    if (const auto* list = std::get_if<std::vector<double>>(&found->second))
      bias.assign(list->begin(), list->end());
  if (bias.size() != channels)
    import.source().broken(describe(node) + " has " + std::to_string(bias.size()) + " biases",
                           std::to_string(channels));
  Scale scale(channels);
  const float factor = real_of(node, "scale", 1.0f);
  if (!scale.apply("Mul", false, std::vector<float>(channels, factor)) || !scale.apply("Add", false, bias))
    import.source().unsupported(node, "scale = 0");
  import.add_layer(node, "normalise", {{"mean", scale.mean}, { "std", scale.deviation }}, {input});
}

}  // namespace convlens
