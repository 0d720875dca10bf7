#include "core/model/input_description.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/layers/registry.h"

namespace convlens {
namespace {

constexpr int kColours = 3;
constexpr double kWhite = 255;

struct Range {
  std::string_view name;
  std::array<double, kColours> mean, deviation;
};
// PyTorch's figures for ImageNet; Caffe's mean (of the same pictures, 0..255) in the order RGB.
constexpr Range kRanges[] = {
    {"0..1", {0, 0, 0}, {1, 1, 1}},
    {"-1..1", {0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}},
    {"0..255", {0, 0, 0}, {1 / kWhite, 1 / kWhite, 1 / kWhite}},
    {"imagenet", {0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}},
    {"caffe", {123.68 / kWhite, 116.779 / kWhite, 103.939 / kWhite}, {1 / kWhite, 1 / kWhite, 1 / kWhite}},
};

void refuse(const Node& node, const std::string& found) {
  throw Error(ErrorKind::not_supported, node.name, found,
              "a network whose picture goes straight into its convolutions");
}

/// The weights of a convolution whose input channels were blue, green, red.
void turn_colours(const Node& node, Model& model) {
  if (node.layer->kind() != "conv2d" || node.parameters[0].spec.dims[1] != kColours)
    refuse(node, "a first layer of kind " + std::string(node.layer->kind()) + " on blue, green, red");
  const ParameterSlot& weight = node.parameters[0];
  std::vector<float> figure = to_figure_order(weight.spec, model.parameter(weight));
  const std::size_t area =
      static_cast<std::size_t>(weight.spec.dims[2]) * static_cast<std::size_t>(weight.spec.dims[3]);
  for (std::size_t filter = 0; filter < figure.size(); filter += kColours * area) {
    const auto first = figure.begin() + static_cast<std::ptrdiff_t>(filter);
    std::swap_ranges(first, first + static_cast<std::ptrdiff_t>(area),
                     first + static_cast<std::ptrdiff_t>(2 * area));
  }
  from_figure_order(weight.spec, figure, model.parameter(weight));
}

}  // namespace

bool reads_picture(const Node& node) {
  return std::find(node.inputs.begin(), node.inputs.end(), kGraphInput) != node.inputs.end();
}

InputDescription input_range(std::string_view name, int channels) {
  std::string known;
  for (const Range& range : kRanges) {
    known += (known.empty() ? "" : ", ") + std::string(range.name);
    if (range.name != name) continue;
    const auto list = [channels](const std::array<double, kColours>& values) {
      if (channels == kColours) return std::vector<double>(values.begin(), values.end());
      return std::vector<double>(static_cast<std::size_t>(channels), values[1]);  // green is nearest to grey
    };
    if (name == "0..1") return {};
    return {.mean = list(range.mean), .deviation = list(range.deviation)};
  }
  throw Error(ErrorKind::unknown_name, std::string(name), "no such range of pixels", known);
}

std::vector<std::string> input_ranges() {
  std::vector<std::string> names;
  for (const Range& range : kRanges) names.emplace_back(range.name);
  return names;
}

Model with_input_description(Model model, const InputDescription& description) {
  const std::shared_ptr<const Graph> kept = model.graph;
  const Graph& old = *kept;
  Model result = std::move(model);
  for (const Node& node : old.nodes()) {
    if (!reads_picture(node)) continue;
    if (description.blue_first) turn_colours(node, result);
    if (!description.mean.empty() && node.layer->kind() == "normalise")
      refuse(node, "a normalisation that is there already");
  }
  if (description.mean.empty()) return result;
  auto graph = std::make_shared<Graph>(old.input_shape(), old.input_order());
  std::string name = "normalise";
  while (old.find_or(name, kGraphInput) != kGraphInput) name += "_input";
  graph->add(name, make_layer("normalise", {{"mean", description.mean}, {"std", description.deviation}}));
  // No weights of its own: those of the other layers stay where they are. Each node moves up by one place,
  // and so the picture's readers find the normalisation.
  for (const Node& node : old.nodes()) {
    std::vector<int> inputs = node.inputs;
    for (int& input : inputs) ++input;
    graph->add(node.name, make_layer(node.layer->kind(), node.layer->attributes()), inputs);
  }
  result.graph = std::move(graph);
  return result;
}

void check_class_names(const std::vector<std::string>& names, const Model& model,
                       const std::string& subject) {
  const std::size_t outputs = model.graph->shape_of(model.graph->output()).size();
  if (names.size() != outputs)
    throw Error(ErrorKind::shape_mismatch, subject, std::to_string(names.size()) + " class names",
                "one for each of the model's " + std::to_string(outputs) + " outputs");
}

Model with_answer(Model model, const InputAnswer& answer) {
  if (!answer.class_names.empty()) check_class_names(answer.class_names, model, "the class names");
  InputDescription description = input_range(answer.range, model.graph->input_shape().channels);
  description.blue_first = answer.blue_first;
  Model result = with_input_description(std::move(model), description);
  if (!answer.class_names.empty()) result.class_names = answer.class_names;
  result.metadata[kInputKey] = answer.range + (answer.blue_first ? ", bgr" : ", rgb");
  return result;
}

Tensor<float> described_pixels(ConstView<float> pixels, const InputDescription& description) {
  Tensor<float> own(pixels.batch, pixels.shape);
  const auto channels = static_cast<std::size_t>(pixels.shape.channels);
  std::vector<float> mean(channels, 0), deviation(channels, 1);
  if (!description.mean.empty()) {
    std::ranges::copy(description.mean, mean.begin());
    std::ranges::copy(description.deviation, deviation.begin());
  }
  const auto from = pixels.values();
  const auto to = own.values();
  for (std::size_t first = 0; first < from.size(); first += channels)
    for (std::size_t c = 0; c < channels; ++c)
      to[first + (description.blue_first ? channels - 1 - c : c)] =
          (from[first + c] - mean[c]) / deviation[c];
  return own;
}

}  // namespace convlens
