#include <algorithm>
#include <array>
#include <string_view>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_import.h"

namespace convlens {
namespace {

// Newer ones than these nobody has tried here.
constexpr std::int64_t kOldestOpset = 1, kNewestOpset = 25;
constexpr std::int64_t kLargestSide = 1 << 16;
constexpr std::size_t kLargestInput = std::size_t{1}
                                      << 26;  // values of one sample; the graph limits its layers
constexpr std::int64_t kLargestBatch = 1 << 16;
constexpr std::array<std::int64_t, 3> kColourCounts = {1, 3, 4};

constexpr int kRowsRank = 3;  ///< (batch, height, width): one channel that nobody mentions

/// No overflow: three sides of at most 2^16.
std::size_t size_of(const Shape& shape) {
  static_assert(kLargestSide <= std::int64_t{1} << 20 && sizeof(std::size_t) == 8);
  return shape.size();
}

bool is_colours(std::int64_t size) {
  return std::find(kColourCounts.begin(), kColourCounts.end(), size) != kColourCounts.end();
}

/// The first node that cares how the picture's axes stand, behind a normalisation perhaps; nullptr: several
/// read it.
const onnx::NodeProto* first_reader(const std::string& input, const OnnxTopology& topology) {
  constexpr std::string_view kOnTheWay[] = {"Add", "Cast", "Div", "Identity", "Mul", "Sub"};
  const auto* node = topology.only_consumer(input);
  while (node && node->output_size() > 0 &&
         std::find(std::begin(kOnTheWay), std::end(kOnTheWay), node->op_type()) != std::end(kOnTheWay))
    node = topology.only_consumer(node->output(0));
  return node;
}

/// Keras and TensorFlow keep channels last, and their exporters put a Transpose before the first convolution.
bool turns_channels_first(const onnx::NodeProto& node) {
  const std::vector<std::int64_t> kToChannelsFirst = {0, 3, 1, 2};
  return node.op_type() == "Transpose" && ints_of(node, "perm") == kToChannelsFirst;
}

/// Operators that know pictures one way only.
bool wants_channels_first(const onnx::NodeProto& node) {
  constexpr std::string_view kPictureOperators[] = {"AveragePool", "Conv", "LRN", "MaxPool"};
  return std::find(std::begin(kPictureOperators), std::end(kPictureOperators), node.op_type()) !=
         std::end(kPictureOperators);
}

const onnx::ValueInfoProto& only_picture(const onnx::GraphProto& graph, const OnnxTopology& topology,
                                         const OnnxConstants& constants, const OnnxSource& source) {
  const onnx::ValueInfoProto* input = nullptr;
  for (const auto& candidate : graph.input()) {
    if (constants.contains(candidate.name())) continue;  // old exporters list weights as inputs, too
    if (!topology.is_read(candidate.name()) && graph.input_size() > 1) continue;
    if (input)
      source.unsupported("a graph with several inputs ('" + input->name() + "', '" + candidate.name() + "')",
                         "one picture");
    input = &candidate;
  }
  if (!input) source.broken("a graph without an input", "one input");
  return *input;
}

}  // namespace

int read_opset(const onnx::ModelProto& model, const OnnxSource& source) {
  std::int64_t found = 0;
  for (const auto& opset : model.opset_import())
    if (opset.domain().empty() || opset.domain() == "ai.onnx") found = opset.version();
  if (found == 0) source.broken("no word of the operator set it is written for", "an opset version");
  if (found < kOldestOpset || found > kNewestOpset)
    source.unsupported("operator set " + std::to_string(found),
                       std::to_string(kOldestOpset) + " to " + std::to_string(kNewestOpset));
  return static_cast<int>(found);
}

bool is_channels_last(std::span<const std::int64_t> dims, const std::string& tensor,
                      const OnnxTopology& topology) {
  // Height, width, colours: nothing that turns it need follow where a network flattens or normalises it as it
  // is.
  const bool looks_turned =
      is_colours(dims[3]) && dims[1] > kColourCounts.back() && dims[2] > kColourCounts.back();
  const onnx::NodeProto* reader = first_reader(tensor, topology);
  if (!reader) return looks_turned;
  return turns_channels_first(*reader) || (looks_turned && !wants_channels_first(*reader));
}

OnnxInput read_onnx_input(const onnx::GraphProto& graph, const OnnxTopology& topology,
                          const OnnxConstants& constants, const OnnxSource& source) {
  const auto& picture = only_picture(graph, topology, constants, source);
  const auto& type = picture.type().tensor_type();
  const std::string name = "the input '" + picture.name() + "'";
  using Type = onnx::TensorProto;
  if (type.elem_type() != Type::FLOAT && type.elem_type() != Type::FLOAT16 &&
      type.elem_type() != Type::DOUBLE)
    source.unsupported(name + " is not of type FLOAT", "FLOAT");
  std::vector<std::int64_t> dims;
  for (const auto& dim : type.shape().dim()) dims.push_back(dim.dim_value());
  const int rank = static_cast<int>(dims.size());
  if (rank != kPictureRank && rank != kVectorRank && rank != kRowsRank)
    source.unsupported(name + " has " + std::to_string(rank) + " dimensions",
                       "4 (batch, channels, height, width), 3 (batch, height, width) or 2 (batch, features)");
  for (std::size_t i = 1; i < dims.size(); ++i)
    if (dims[i] < 1 || dims[i] > kLargestSide)
      source.unsupported(
          name + (dims[i] == 0 ? " leaves a size open" : " has a size of " + std::to_string(dims[i])),
          "channels, height and width as numbers from 1 to " + std::to_string(kLargestSide));

  OnnxInput input{.name = picture.name(), .shape = {}, .axes = kVectorAxes};
  const auto side = [&dims](std::size_t axis) { return static_cast<int>(dims[axis]); };
  if (rank == kVectorRank) {
    input.shape = {side(1), 1, 1};
  } else if (rank == kRowsRank) {
    input.shape = {1, side(1), side(2)};
    input.axes = {OnnxAxis::batch, OnnxAxis::row, OnnxAxis::column};
  } else if (is_channels_last(dims, picture.name(), topology)) {
    input.shape = {side(3), side(1), side(2)};
    input.axes = {OnnxAxis::batch, OnnxAxis::row, OnnxAxis::column, OnnxAxis::channel};
    input.order = InputOrder::channels_last;
  } else {
    input.shape = {side(1), side(2), side(3)};
    input.axes = kPictureAxes;
  }
  if (size_of(input.shape) > kLargestInput)
    source.unsupported(name + " of " + to_string(input.shape),
                       "at most " + std::to_string(kLargestInput) + " values");
  if (dims[0] > 0 && dims[0] <= kLargestBatch) input.batch = dims[0];
  return input;
}

}  // namespace convlens
