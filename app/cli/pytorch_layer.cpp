#include "app/cli/pytorch_layer.h"

#include <sstream>

#include "core/base/error.h"
#include "core/layers/attributes.h"
#include "core/layers/select_channels.h"

namespace convlens::app {
namespace {

struct Source {
  const Node& node;
  const std::vector<std::string>& inputs;
  const std::string& self_name;

  const std::string& input() const { return inputs.front(); }
  int channels() const { return node.input_shapes.front().channels; }
  bool on_vector() const { return node.input_shapes.front().is_vector(); }
  Attributes attributes() const { return node.layer->attributes(); }
  std::string call(const std::string& argument) const { return self_name + "(" + argument + ")"; }
};

std::string pair(const int (&values)[2]) {
  return "(" + std::to_string(values[0]) + ", " + std::to_string(values[1]) + ")";
}

std::string number(double value) {
  std::ostringstream text;
  text.precision(9);
  text << value;
  return text.str();
}

constexpr int kLargestPad = 4096;

bool is_symmetric(const WindowAttributes& w) { return w.pads[0] == w.pads[2] && w.pads[1] == w.pads[3]; }

/// PyTorch's layers pad both sides alike; other paddings are a step of their own.
std::string padded(const WindowAttributes& w, const std::string& input, const char* value) {
  if (is_symmetric(w)) return input;
  std::ostringstream text;
  text << "F.pad(" << input << ", (" << w.pads[1] << ", " << w.pads[3] << ", " << w.pads[0] << ", "
       << w.pads[2] << "), value=" << value << ")";
  return text.str();
}

std::string window_arguments(const WindowAttributes& w) {
  const int pads[2] = {is_symmetric(w) ? w.pads[0] : 0, is_symmetric(w) ? w.pads[1] : 0};
  return pair(w.kernel) + ", stride=" + pair(w.stride) + ", padding=" + pair(pads);
}

PytorchLayer convolution(const Source& s) {
  const Attributes attributes = s.attributes();
  const WindowAttributes w(attributes);
  const bool bias = int_attribute(attributes, kHasBias, 1, 0, 1) != 0;
  const int groups = int_attribute(attributes, "group", 1, 1, s.channels());
  std::ostringstream module;
  module << "nn.Conv2d(" << s.channels() << ", " << s.node.shape.channels << ", " << window_arguments(w)
         << ", dilation=" << pair(w.dilation) << ", groups=" << groups
         << ", bias=" << (bias ? "True" : "False") << ")";
  return {module.str(), s.call(padded(w, s.input(), "0.0"))};
}

PytorchLayer max_pool(const Source& s) {
  const WindowAttributes w(s.attributes());
  return {"nn.MaxPool2d(" + window_arguments(w) + ", ceil_mode=" + (w.ceil_mode ? "True" : "False") + ")",
          s.call(padded(w, s.input(), "float(\"-inf\")"))};
}

PytorchLayer average_pool(const Source& s) {
  const Attributes attributes = s.attributes();
  const WindowAttributes w(attributes);
  const bool count_padding = int_attribute(attributes, "count_include_pad", 0, 0, 1) != 0;
  if (!is_symmetric(w) && !count_padding)
    throw Error(ErrorKind::not_supported, s.node.name, "an average over uneven padding in PyTorch");
  return {"nn.AvgPool2d(" + window_arguments(w) + ", ceil_mode=" + (w.ceil_mode ? "True" : "False") +
              ", count_include_pad=" + (count_padding ? "True" : "False") + ")",
          s.call(padded(w, s.input(), "0.0"))};
}

PytorchLayer pad(const Source& s) {
  const Attributes a = s.attributes();
  const auto p = ints_attribute(a, "pads", {}, 4, 0, kLargestPad);
  std::ostringstream text;
  text << "F.pad(" << s.input() << ", (" << p[1] << ", " << p[3] << ", " << p[0] << ", " << p[2]
       << "), value=" << number(real_attribute(a, "value", 0)) << ")";
  return {{}, text.str()};
}

PytorchLayer hard_sigmoid(const Source& s) {
  const Attributes a = s.attributes();
  return {{},
          "torch.clamp(" + number(real_attribute(a, "alpha", 0.2)) + " * " + s.input() + " + " +
              number(real_attribute(a, "beta", 0.5)) + ", 0, 1)"};
}

PytorchLayer clip(const Source& s) {
  const Attributes a = s.attributes();
  return {{},
          "torch.clamp(" + s.input() + ", " + number(real_attribute(a, "min", 0)) + ", " +
              number(real_attribute(a, "max", 0)) + ")"};
}

PytorchLayer select_channels(const Source& s) {
  std::string text;
  const Attributes attributes = s.attributes();
  for (const std::int64_t channel : std::get<std::vector<std::int64_t>>(attributes.at(kChannels)))
    text += (text.empty() ? "" : ", ") + std::to_string(channel);
  return {{}, s.input() + "[:, [" + text + "]]"};
}

PytorchLayer multiply(const Source& s) {
  const bool gate = s.node.input_shapes[0] != s.node.input_shapes[1];
  return {{}, s.input() + " * " + s.inputs[1] + (gate ? ".flatten(1)[:, :, None, None]" : "")};
}

PytorchLayer dense(const Source& s) {
  const bool bias = int_attribute(s.attributes(), kHasBias, 1, 0, 1) != 0;
  return {"nn.Linear(" + std::to_string(s.channels()) + ", " + std::to_string(s.node.shape.channels) +
              ", bias=" + (bias ? "True" : "False") + ")",
          s.call(s.input() + ".flatten(1)")};
}

PytorchLayer batch_norm(const Source& s) {
  // ONNX's momentum keeps the old value, PyTorch's takes the new one.
  const Attributes attributes = s.attributes();
  return {std::string(s.on_vector() ? "nn.BatchNorm1d(" : "nn.BatchNorm2d(") + std::to_string(s.channels()) +
              ", eps=" + number(real_attribute(attributes, "epsilon", 1e-5)) +
              ", momentum=" + number(1 - real_attribute(attributes, "momentum", 0.9)) + ")",
          s.call(s.on_vector() ? s.input() + ".flatten(1)" : s.input())};
}

PytorchLayer lrn(const Source& s) {
  const Attributes a = s.attributes();
  return {"nn.LocalResponseNorm(" + std::to_string(int_attribute(a, "size", 1, 1, 1 << 16)) + ", alpha=" +
              number(real_attribute(a, "alpha", 1e-4)) + ", beta=" + number(real_attribute(a, "beta", 0.75)) +
              ", k=" + number(real_attribute(a, "bias", 1)) + ")",
          s.call(s.input())};
}

std::string tensor_of(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) text += (text.empty() ? "" : ", ") + number(value);
  return "torch.tensor([" + text + "]).view(1, -1, 1, 1)";
}

PytorchLayer normalise(const Source& s) {
  const Attributes a = s.attributes();
  return {{},
          "(" + s.input() + " - " + tensor_of(reals_attribute(a, "mean")) + ") / " +
              tensor_of(reals_attribute(a, "std"))};
}

std::string list(const std::vector<std::string>& inputs, const char* between) {
  std::string text;
  for (const std::string& input : inputs) text += (text.empty() ? "" : between) + input;
  return text;
}

}  // namespace

PytorchLayer pytorch_layer(const Node& node, const std::vector<std::string>& inputs,
                           const std::string& self_name) {
  const Source s{node, inputs, self_name};
  const std::string_view kind = node.layer->kind();
  if (kind == "conv2d") return convolution(s);
  if (kind == "dense") return dense(s);
  if (kind == "max_pool") return max_pool(s);
  if (kind == "average_pool") return average_pool(s);
  if (kind == "global_average_pool") return {{}, s.input() + ".mean(dim=(2, 3), keepdim=True)"};
  if (kind == "batch_norm") return batch_norm(s);
  if (kind == "lrn") return lrn(s);
  if (kind == "normalise") return normalise(s);
  if (kind == "relu") return {{}, "F.relu(" + s.input() + ")"};
  if (kind == "leaky_relu")
    return {{},
            "F.leaky_relu(" + s.input() + ", " + number(real_attribute(s.attributes(), "alpha", 0.01)) + ")"};
  if (kind == "prelu") return {"nn.PReLU(" + std::to_string(s.channels()) + ")", s.call(s.input())};
  if (kind == "clip") return clip(s);
  if (kind == "elu") return {{}, "F.elu(" + s.input() + ", " + number(real_attribute(s.attributes(), "alpha", 1)) + ")"};
  if (kind == "sigmoid") return {{}, "torch.sigmoid(" + s.input() + ")"};
  if (kind == "tanh") return {{}, "torch.tanh(" + s.input() + ")"};
  if (kind == "hard_sigmoid") return hard_sigmoid(s);
  if (kind == "hard_swish") return {{}, "F.hardswish(" + s.input() + ")"};
  if (kind == "multiply") return multiply(s);
  if (kind == "pad") return pad(s);
  if (kind == "global_max_pool") return {{}, s.input() + ".amax(dim=(2, 3), keepdim=True)"};
  if (kind == "dropout")
    return {"nn.Dropout(" + number(real_attribute(s.attributes(), "ratio", 0.5)) + ")", s.call(s.input())};
  if (kind == "flatten") {
    const bool channels_last = int_attribute(s.attributes(), kChannelsLast, 0, 0, 1) != 0;
    return {{}, s.input() + (channels_last ? ".permute(0, 2, 3, 1)" : "") + ".flatten(1)"};
  }
  if (kind == "select_channels") return select_channels(s);
  if (kind == "softmax") return {{}, "F.softmax(" + s.input() + ", dim=1)"};
  if (kind == "log_softmax") return {{}, "F.log_softmax(" + s.input() + ", dim=1)"};
  if (kind == "add") return {{}, list(inputs, " + ")};
  if (kind == "concat") return {{}, "torch.cat((" + list(inputs, ", ") + "), dim=1)"};
  throw Error(ErrorKind::not_supported, node.name, "the kind " + std::string(kind) + " in a PyTorch script");
}

}  // namespace convlens::app
