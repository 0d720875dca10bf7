#include <algorithm>
#include <functional>
#include <numeric>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_fold.h"
#include "core/formats/onnx_names.h"
#include "core/formats/onnx_operators.h"
#include "core/layers/attributes.h"

namespace convlens {
namespace {

using Ints = std::vector<std::int64_t>;

bool flattens(const Ints& target, const Shape& shape) {
  const auto whole = static_cast<std::int64_t>(shape.size());
  return target.size() == kVectorRank && target[1] == whole;
}

/// A vector as the file's input that its first node makes a picture of: MNIST in rows of 784.
bool becomes_picture(const OnnxImport& import, const OnnxActivation& input, const Ints& target) {
  return import.is_bare_input(input) && same_axes(input.axes, kVectorAxes, import.shape(input)) &&
         target.size() == kPictureRank && import.shape(input).is_vector();
}

void make_picture(OnnxImport& import, const onnx::NodeProto& node, const Ints& target) {
  const auto side = [&target](std::size_t axis) { return static_cast<int>(target[axis]); };
  if (is_channels_last(target, node.output(0), import.topology())) {
    import.set_input({side(3), side(1), side(2)}, InputOrder::channels_last);
    import.alias(node, {kGraphInput,
                        { OnnxAxis::batch,
                          OnnxAxis::row,
                          OnnxAxis::column,
                          OnnxAxis::channel }});
  } else {
    import.set_input({side(1), side(2), side(3)}, InputOrder::channels_first);
    import.alias(node, {kGraphInput, kPictureAxes});
  }
}

/// A value of the same size in other dimensions; `target` is whole, the batch included.
void import_view(OnnxImport& import, const onnx::NodeProto& node, const OnnxActivation& input,
                 const Ints& target) {
  const Shape& shape = import.shape(input);
  const auto refuse = [&] {
    import.source().unsupported(node,
                                "a reshape of " + to_string(shape) + " to " + dims_text(target) +
                                    "; ConvLens knows the flattening of whole samples, and axes of size 1");
  };
  if (target.empty() || target[0] != import.batch()) refuse();
  if (const auto axes = reshaped_axes(input.axes, shape, std::span(target).subspan(1))) {
    // A vector of one pixel each map stays what it is, but flattening it is a layer that its author named.
    const bool named = flattens(target, shape) && input.rank() > kVectorRank;
    if (!named) return import.alias(node, {input.node, *axes});
  }
  if (becomes_picture(import, input, target) && import.has_one_reader(node.input(0)))
    return make_picture(import, node, target);
  const ValueOrder order = value_order(input.axes, shape);
  if (!flattens(target, shape) || order == ValueOrder::other) refuse();
  const bool channels_last = order == ValueOrder::channels_last;
  import.add_layer(node, "flatten",
                   {{ kChannelsLast,
                      static_cast<std::int64_t>(channels_last) }},
                   {input}, {}, kVectorAxes);
}

}  // namespace

void import_flatten(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const Ints dims = import.dims(input);
  std::int64_t axis = int_of(node, "axis", 1);
  if (axis < 0) axis += input.rank();
  if (axis < 0 || axis > input.rank())
    import.source().broken(describe(node) + " flattens from axis " + std::to_string(axis), "one of its axes");
  const onnx::NodeProto* next = import.only_consumer(node);
  // What our writer puts before a Gemm whose input is maps of one pixel: no layer of the model's.
  const bool helper = next && next->op_type() == "Gemm" && import.shape(input).is_vector() &&
                      node.name() == next->name() + std::string(kFlattenSuffix);
  if (helper) return import.alias(node, {input.node, kVectorAxes});
  const auto product = [](auto begin, auto end) {
    return std::accumulate(begin, end, std::int64_t{1}, std::multiplies<>());
  };
  import_view(import, node, input,
              {product(dims.begin(), dims.begin() + axis), product(dims.begin() + axis, dims.end())});
}

void import_reshape(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const auto target = import.list(node, 1, "shape");
  if (!target) import.source().broken(describe(node) + " has no target", "a shape");
  const Ints dims = import.dims(input);
  // An open batch: what is written for any number of samples fits one.
  const Ints whole = reshape_target(node, dims, *target, import.source());
  if (!input.split.empty()) {
    if (whole != onnx_dims(input.axes, import.shape(input), import.batch()))
      import.source().unsupported(node, "it makes " + dims_text(whole) + " of groups of channels");
    return import.alias(node, {input.node, input.axes});
  }
  if (!import_shuffle(import, node, input, whole)) import_view(import, node, input, whole);
}

void import_squeeze(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const Ints dims = import.dims(input);
  const auto axes = import.list(node, 1, "axes");
  OnnxAxes left = {OnnxAxis::batch};  // stays, also where every axis of size 1 shall go
  for (std::size_t i = 1; i < dims.size(); ++i) {
    const bool named = axes && std::any_of(axes->begin(), axes->end(), [&](std::int64_t axis) {
                         return axis_of(node, axis, dims.size(), import.source()) == i;
                       });
    if (named && dims[i] != 1)
      import.source().broken(describe(node) + " squeezes an axis of " + std::to_string(dims[i]),
                             "an axis of size 1");
    if (!(axes ? named : dims[i] == 1)) left.push_back(input.axes[i]);
  }
  if (axes && std::any_of(axes->begin(), axes->end(), [&](std::int64_t axis) {
        return axis_of(node, axis, dims.size(), import.source()) == 0;
      }))
    import.source().unsupported(node, "it squeezes the batch");
  import.alias(node, {input.node, std::move(left)});
}

void import_unsqueeze(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const auto axes = import.list(node, 1, "axes");
  if (!axes) import.source().broken(describe(node) + " names no axis", "axes");
  constexpr std::int64_t kMark = 2;  // an axis that is there already; new ones are 1
  const Ints dims = unsqueezed(node, Ints(input.axes.size(), kMark), *axes, import.source());
  OnnxAxes wider;
  std::size_t next = 0;
  for (const std::int64_t dim : dims) wider.push_back(dim == kMark ? input.axes[next++] : OnnxAxis::one);
  if (wider[0] != OnnxAxis::batch) import.source().unsupported(node, "an axis before the batch");
  import.alias(node, {input.node, std::move(wider)});
}

void import_transpose(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const Ints order = ints_of(node, "perm").value_or(Ints{});
  const auto rank = static_cast<std::size_t>(input.rank());
  Ints sorted = order, whole(rank);
  std::iota(whole.begin(), whole.end(), 0);
  std::sort(sorted.begin(), sorted.end());
  if (sorted != whole || order[0] != 0)
    import.source().unsupported(node, "perm = " + dims_text(order) + " of " + dims_text(import.dims(input)) +
                                          "; ConvLens turns samples, not the batch");
  OnnxAxes turned;
  for (const std::int64_t axis : order) turned.push_back(input.axes[static_cast<std::size_t>(axis)]);
  import.alias(node, {input.node, std::move(turned)});
}

/// One number a map made as large as the map, for a product that would do so itself (PyTorch's expand_as).
void import_expand(OnnxImport& import, const onnx::NodeProto& node) {
  const OnnxActivation input = import.activation(node, 0);
  const auto target = import.numbers(node, 1);
  const Ints dims = import.dims(input);
  const onnx::NodeProto* next = import.only_consumer(node);
  const bool same = target && *target == dims;
  if (!same && (!next || next->op_type() != "Mul"))
    import.source().unsupported(node, "it repeats " + dims_text(dims) + "; ConvLens knows it before a product");
  import.alias(node, input);
}

void import_identity(OnnxImport& import, const onnx::NodeProto& node) {
  import.alias(node, import.activation(node, 0));
}

void import_cast(OnnxImport& import, const onnx::NodeProto& node) {
  using Type = onnx::TensorProto;
  const int to = cast_target(node);
  if (to != Type::FLOAT && to != Type::FLOAT16 && to != Type::DOUBLE)
    import.source().unsupported(node, "it makes whole numbers of the network's values");
  import_identity(import, node);
}

/// The sizes of a value, for the arithmetic that leads to a Reshape, with the file's batch or a batch of 1.
void import_shape(OnnxImport& import, const onnx::NodeProto& node) {
  const Ints dims = import.dims(import.activation(node, 0));
  OnnxFold work{.node = node,
                .source = import.source(),
                .opset = import.opset(),
                .inputs = {OnnxTensor{.dims = dims, .is_float = true, .floats = {}, .ints = {}, .owner = {}}},
                .given = {true}};
  import.constants().set(node.output(0), fold_shape(work));
}

}  // namespace convlens
