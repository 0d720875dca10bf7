// Channels picked out, put into another order, or split: BGR for RGB, ShuffleNet's shuffle, the branches of a
// Split.
#include <algorithm>
#include <numeric>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_fold.h"
#include "core/formats/onnx_operators.h"
#include "core/formats/onnx_slice.h"
#include "core/layers/select_channels.h"

namespace convlens {
namespace {

using Ints = std::vector<std::int64_t>;

constexpr const char* kKnown = "; ConvLens picks channels";

void add_selection(OnnxImport& import, const onnx::NodeProto& node, const OnnxActivation& input,
                   Ints channels, const OnnxAxes& axes = {}) {
  Ints all(static_cast<std::size_t>(import.shape(input).channels));
  std::iota(all.begin(), all.end(), std::int64_t{0});
  if (channels == all) return import.alias(node, {input.node, axes.empty() ? input.axes : axes});
  import.add_layer(node, "select_channels", {{ kChannels, std::move(channels) }}, {input}, {}, axes);
}

/// Refuses the node unless the axis that it works on is that of the channels.
std::size_t channels_of(const OnnxImport& import, const onnx::NodeProto& node, const OnnxActivation& input,
                        std::int64_t axis) {
  const std::size_t place = axis_of(node, axis, input.axes.size(), import.source());
  if (channel_axis(input.axes, import.shape(input)) != static_cast<int>(place))
    import.source().unsupported(
        node, "axis = " + std::to_string(axis) + " of " + dims_text(import.dims(input)) + kKnown);
  return place;
}

/// The sizes of a Split's parts: written down, or as equal as they can be.
Ints sizes_of(const OnnxImport& import, const onnx::NodeProto& node, std::int64_t channels) {
  if (auto given = import.list(node, 1, "split")) return *given;
  const std::int64_t parts = int_of(node, "num_outputs", node.output_size());
  if (parts < 1 || parts > channels) import.source().broken(describe(node) + " has no parts", "parts");
  const std::int64_t each = (channels + parts - 1) / parts;
  Ints sizes;
  for (std::int64_t left = channels; left > 0; left -= sizes.back()) sizes.push_back(std::min(each, left));
  return sizes;
}

}  // namespace

void import_gather(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const std::size_t axis = channels_of(import, node, input, int_of(node, "axis", 0));
  auto channels = import.numbers(node, 1);
  if (!channels) import.source().broken(describe(node) + " picks nothing", "indices");
  const std::int64_t size = import.shape(input).channels;
  for (std::int64_t& channel : *channels) {
    if (channel < -size || channel >= size)
      import.source().broken(describe(node) + " picks number " + std::to_string(channel),
                             "one of " + std::to_string(size));
    if (channel < 0) channel += size;
  }
  const std::size_t rank = import.constants().find(node.input(1))->dims.size();
  if (rank > 1) import.source().unsupported(node, "a table of indices" + std::string(kKnown));
  OnnxAxes axes = input.axes;
  axes[axis] = OnnxAxis::channel;
  if (rank == 0) axes.erase(axes.begin() + static_cast<std::ptrdiff_t>(axis));  // the one channel has no axis
  add_selection(import, node, input, std::move(*channels), axes);
}

void import_slice(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const Ints dims = import.dims(input);
  const auto ranges =
      slice_ranges(node, dims, import.list(node, 1, "starts"), import.list(node, 2, "ends"),
                   import.list(node, 3, "axes"), import.list(node, 4, "steps"), import.source());
  const int channel = channel_axis(input.axes, import.shape(input));
  for (std::size_t axis = 0; axis < ranges.size(); ++axis)
    if (static_cast<int>(axis) != channel && (ranges[axis].count() != dims[axis] || ranges[axis].step != 1))
      import.source().unsupported(node,
                                  "it cuts axis " + std::to_string(axis) + " of " + dims_text(dims) + kKnown);
  if (channel < 0) return import.alias(node, input);
  const OnnxRange& range = ranges[static_cast<std::size_t>(channel)];
  Ints channels;
  for (std::int64_t i = 0; i < range.count(); ++i) channels.push_back(range.start + i * range.step);
  if (channels.empty()) import.source().broken(describe(node) + " leaves nothing", "channels");
  add_selection(import, node, input, std::move(channels));
}

void import_split(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  channels_of(import, node, input, int_of(node, "axis", 0));
  const std::int64_t channels = import.shape(input).channels;
  const Ints sizes = sizes_of(import, node, channels);
  std::int64_t first = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i, first += sizes[i - 1]) {
    if (sizes[i] < 1 || sizes[i] > channels - first)
      import.source().broken(describe(node) + " has parts of " + dims_text(sizes),
                             "parts of " + std::to_string(channels) + " channels");
    if (i >= static_cast<std::size_t>(node.output_size())) continue;
    const std::string& output = node.output(static_cast<int>(i));
    if (output != import.topology().output() && !import.topology().is_read(output)) continue;
    onnx::NodeProto part = node;
    part.clear_output();
    part.add_output(output);
    if (!node.name().empty()) part.set_name(node.name() + "_" + std::to_string(i));
    Ints mine(static_cast<std::size_t>(sizes[i]));
    std::iota(mine.begin(), mine.end(), first);
    add_selection(import, part, input, std::move(mine));
  }
  if (first != channels)
    import.source().broken(describe(node) + " has parts of " + dims_text(sizes),
                           "parts of " + std::to_string(channels) + " channels");
}

/// Groups of channels dealt out like cards: a Reshape that splits the channels' axis, a Transpose of the two
/// halves, and a Reshape that joins them again (Zhang et al., ShuffleNet, 2018). Called for the first; false:
/// it is none.
bool import_shuffle(OnnxImport& import, const onnx::NodeProto& reshape, const OnnxActivation& input,
                    const Ints& target) {
  const Shape& shape = import.shape(input);
  const Ints kSwapped = {0, 2, 1, 3, 4};
  if (target.size() != kSwapped.size() || !same_axes(input.axes, kPictureAxes, shape)) return false;
  const Ints split = {import.batch(), target[1], target[2], shape.height, shape.width};
  const onnx::NodeProto* turn = import.only_consumer(reshape);
  if (target != split || target[1] * target[2] != shape.channels || !turn || turn->op_type() != "Transpose" ||
      turn->output_size() != 1 || ints_of(*turn, "perm") != kSwapped)
    return false;
  Ints channels;
  for (std::int64_t member = 0; member < target[2]; ++member)
    for (std::int64_t group = 0; group < target[1]; ++group) channels.push_back(group * target[2] + member);
  add_selection(import, *turn, {input.node, kPictureAxes}, std::move(channels));
  OnnxActivation dealt = import.computed(turn->output(0));
  dealt.split = {split[0], split[2], split[1], split[3], split[4]};
  import.alias(*turn, dealt);
  import.mark_done(*turn);
  return true;
}

}  // namespace convlens
