#include "core/formats/onnx_fold.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "core/formats/onnx_attributes.h"

namespace convlens {
namespace {

// Shapes have a handful of numbers; what is longer is no shape.
constexpr std::size_t kLongestShape = 64;

struct Folding {
  std::string_view name;
  OnnxTensor (*compute)(const OnnxFold&);
};

constexpr Folding kFoldings[] = {
    {"Abs", fold_single},
    {"Add", fold_pairs},
    {"Cast", fold_cast},
    {"Ceil", fold_single},
    {"Concat", fold_concat},
    {"ConstantOfShape", fold_constant_of_shape},
    {"DequantizeLinear", fold_dequantize},
    {"Div", fold_pairs},
    {"Equal", fold_pairs},
    {"Exp", fold_single},
    {"Expand", fold_expand},
    {"Floor", fold_single},
    {"Gather", fold_gather},
    {"Greater", fold_pairs},
    {"Identity", fold_identity},
    {"Less", fold_pairs},
    {"Max", fold_pairs},
    {"Min", fold_pairs},
    {"Mod", fold_pairs},
    {"Mul", fold_pairs},
    {"Neg", fold_single},
    {"Pow", fold_pairs},
    {"Range", fold_range},
    {"Reciprocal", fold_single},
    {"ReduceProd", fold_reduce_product},
    {"Reshape", fold_reshape},
    {"Shape", fold_shape},
    {"Slice", fold_slice},
    {"Sqrt", fold_single},
    {"Squeeze", fold_squeeze},
    {"Sub", fold_pairs},
    {"Sum", fold_pairs},
    {"Transpose", fold_transpose},
    {"Unsqueeze", fold_unsqueeze},
    {"Where", fold_where},
};

}  // namespace

const OnnxTensor& OnnxFold::input(std::size_t index) const {
  if (!has(index)) broken("lacks input " + std::to_string(index + 1), "an input");
  return inputs[index];
}

std::vector<std::int64_t> OnnxFold::numbers(std::size_t index) const {
  const OnnxTensor& value = input(index);
  if (value.is_float || value.ints.size() > kLongestShape)
    unsupported("'" + node.input(static_cast<int>(index)) + "' is not a short list of whole numbers");
  return value.ints;
}

std::optional<std::vector<std::int64_t>> OnnxFold::list(std::size_t index, const char* attribute) const {
  if (has(index)) return numbers(index);
  auto values = ints_of(node, attribute);
  if (values && values->size() > kLongestShape)
    broken(std::string("has very long ") + attribute, "a short list of whole numbers");
  return values;
}

std::optional<OnnxTensor> fold(const OnnxFold& fold) {
  const auto* found = std::find_if(std::begin(kFoldings), std::end(kFoldings), [&](const Folding& candidate) {
    return candidate.name == fold.node.op_type();
  });
  if (found == std::end(kFoldings)) return std::nullopt;
  return found->compute(fold);
}

std::vector<std::size_t> strides_of(const std::vector<std::int64_t>& dims) {
  std::vector<std::size_t> strides(dims.size(), 1);
  for (std::size_t i = dims.size(); i-- > 1;) strides[i - 1] = strides[i] * static_cast<std::size_t>(dims[i]);
  return strides;
}

OnnxTensor picked(const OnnxTensor& value, std::vector<std::int64_t> dims,
                  const std::vector<std::size_t>& places) {
  if (value.is_float) {
    std::vector<float> floats;
    floats.reserve(places.size());
    for (const std::size_t place : places) floats.push_back(value.floats[place]);
    return OnnxTensor::of_floats(std::move(dims), std::move(floats));
  }
  std::vector<std::int64_t> ints;
  for (const std::size_t place : places) ints.push_back(value.ints[place]);
  return OnnxTensor::of_ints(std::move(dims), std::move(ints));
}

std::vector<std::size_t> broadcast_places(const std::vector<std::int64_t>& from,
                                          const std::vector<std::int64_t>& to) {
  const std::vector<std::size_t> strides = strides_of(from);
  std::vector<std::size_t> places = {0};
  // Axis by axis from the front; a missing or single one is read again and again.
  for (std::size_t axis = 0; axis < to.size(); ++axis) {
    const std::size_t missing = to.size() - from.size();
    const bool moves = axis >= missing && from[axis - missing] != 1;
    const std::size_t step = moves ? strides[axis - missing] : 0;
    std::vector<std::size_t> next;
    next.reserve(places.size() * static_cast<std::size_t>(to[axis]));
    for (const std::size_t place : places)
      for (std::int64_t i = 0; i < to[axis]; ++i) next.push_back(place + static_cast<std::size_t>(i) * step);
    places = std::move(next);
  }
  return places;
}

std::size_t axis_of(const onnx::NodeProto& node, std::int64_t axis, std::size_t rank,
                    const OnnxSource& source) {
  const std::int64_t from_front = axis < 0 ? axis + static_cast<std::int64_t>(rank) : axis;
  if (from_front < 0 || from_front >= static_cast<std::int64_t>(rank))
    source.broken(describe(node) + " works on axis " + std::to_string(axis),
                  "one of " + std::to_string(rank) + " axes");
  return static_cast<std::size_t>(from_front);
}

std::vector<std::int64_t> reshape_target(const onnx::NodeProto& node, std::span<const std::int64_t> dims,
                                         std::vector<std::int64_t> target, const OnnxSource& source) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  const bool zero_means_zero = int_of(node, "allowzero", 0) != 0;
  std::int64_t size = 1, known = 1;
  for (const std::int64_t dim : dims) size *= dim;
  std::int64_t* open = nullptr;
  const std::string wanted = dims_text(target);
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (target[i] == 0 && !zero_means_zero && i < dims.size()) target[i] = dims[i];
    if (target[i] == -1 && !open)
      open = &target[i];
    else if (target[i] < 0 || target[i] > kMost || (known *= target[i]) > kMost)
      source.broken(describe(node) + " has the target " + wanted, "a shape");
  }
  if (open && known > 0) *open = size / known;
  if ((open ? known * *open : known) != size)
    source.broken(describe(node) + " makes " + wanted + " of " + dims_text(dims), "as many values");
  return target;
}

std::vector<std::int64_t> unsqueezed(const onnx::NodeProto& node, std::vector<std::int64_t> dims,
                                     std::vector<std::int64_t> axes, const OnnxSource& source) {
  const std::size_t rank = dims.size() + axes.size();
  for (std::int64_t& axis : axes) axis = static_cast<std::int64_t>(axis_of(node, axis, rank, source));
  std::sort(axes.begin(), axes.end());
  if (std::adjacent_find(axes.begin(), axes.end()) != axes.end())
    source.broken(describe(node) + " names an axis twice", "each once");
  for (const std::int64_t axis : axes) dims.insert(dims.begin() + axis, 1);
  return dims;
}

}  // namespace convlens
