#include <algorithm>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_fold.h"
#include "core/formats/onnx_slice.h"

namespace convlens {
namespace {

// As large as VGG-19's weights, which some test files make with ConstantOfShape; beyond it a small file would
// fill the memory.
constexpr std::uint64_t kLargestFilled = std::uint64_t{1} << 28;
constexpr std::uint64_t kMostNumbers = 1 << 16;

OnnxTensor renamed(OnnxTensor value, std::vector<std::int64_t> dims) {
  value.dims = std::move(dims);
  return value;
}

/// As many places as this may be written down one by one.
void check_places(const OnnxFold& fold, std::uint64_t size) {
  if (size > kMostPlaces) fold.unsupported("it makes " + std::to_string(size) + " values");
}

std::uint64_t filled_size(const OnnxFold& fold, const std::vector<std::int64_t>& dims) {
  const std::uint64_t size = promised_values(dims, describe(fold.node), fold.source);
  if (size > kLargestFilled) fold.unsupported("it makes " + dims_text(dims) + " values");
  return size;
}

}  // namespace

OnnxTensor fold_identity(const OnnxFold& fold) { return fold.input(0); }

OnnxTensor fold_shape(const OnnxFold& fold) {
  const auto& dims = fold.input(0).dims;
  const auto rank = static_cast<std::int64_t>(dims.size());
  const OnnxRange range = clamped({int_of(fold.node, "start", 0), int_of(fold.node, "end", rank), 1}, rank);
  return OnnxTensor::list({dims.begin() + range.start, dims.begin() + range.start + range.count()});
}

OnnxTensor fold_reshape(const OnnxFold& fold) {
  const OnnxTensor& value = fold.input(0);
  const auto target = fold.list(1, "shape");
  if (!target) fold.broken("has no target", "a shape");
  return renamed(value, reshape_target(fold.node, value.dims, *target, fold.source));
}

OnnxTensor fold_squeeze(const OnnxFold& fold) {
  const OnnxTensor& value = fold.input(0);
  const auto axes = fold.axes(1);
  std::vector<std::int64_t> dims = value.dims;
  if (!axes) {
    std::erase(dims, 1);
    return renamed(value, dims);
  }
  for (const std::int64_t axis : *axes) {
    std::int64_t& dim = dims[axis_of(fold.node, axis, dims.size(), fold.source)];
    if (dim != 1) fold.broken("squeezes an axis of " + std::to_string(dim), "an axis of size 1");
    dim = -1;
  }
  std::erase(dims, -1);
  return renamed(value, dims);
}

OnnxTensor fold_unsqueeze(const OnnxFold& fold) {
  const auto axes = fold.axes(1);
  if (!axes) fold.broken("names no axis", "axes");
  const OnnxTensor& value = fold.input(0);
  return renamed(value, unsqueezed(fold.node, value.dims, *axes, fold.source));
}

OnnxTensor fold_gather(const OnnxFold& fold) {
  const OnnxTensor& value = fold.input(0);
  const auto indices = fold.numbers(1);
  if (value.dims.empty()) fold.broken("picks from a single number", "a list");
  const std::size_t axis = axis_of(fold.node, int_of(fold.node, "axis", 0), value.dims.size(), fold.source);
  const auto count = value.dims[axis];
  const std::size_t inner = strides_of(value.dims)[axis];
  const std::size_t outer = value.size() / std::max<std::size_t>(1, inner * static_cast<std::size_t>(count));
  std::vector<std::size_t> places;
  for (std::size_t o = 0; o < outer; ++o)
    for (const std::int64_t index : indices) {
      const std::int64_t from_front = index < 0 ? index + count : index;
      if (from_front < 0 || from_front >= count)
        fold.broken("picks number " + std::to_string(index), "one of " + std::to_string(count));
      const std::size_t first =
          (o * static_cast<std::size_t>(count) + static_cast<std::size_t>(from_front)) * inner;
      for (std::size_t i = 0; i < inner; ++i) places.push_back(first + i);
      check_places(fold, places.size());
    }
  std::vector<std::int64_t> dims(value.dims.begin(), value.dims.begin() + static_cast<std::ptrdiff_t>(axis));
  const auto& index_dims = fold.input(1).dims;
  dims.insert(dims.end(), index_dims.begin(), index_dims.end());
  dims.insert(dims.end(), value.dims.begin() + static_cast<std::ptrdiff_t>(axis) + 1, value.dims.end());
  return picked(value, std::move(dims), places);
}

OnnxTensor fold_slice(const OnnxFold& fold) {
  const OnnxTensor& value = fold.input(0);
  const auto starts = fold.list(1, "starts"), ends = fold.list(2, "ends"), steps = fold.list(4, "steps");
  const auto ranges = slice_ranges(fold.node, value.dims, starts, ends, fold.axes(3), steps, fold.source);
  const auto strides = strides_of(value.dims);
  std::vector<std::size_t> places = {0};
  std::vector<std::int64_t> dims;
  for (std::size_t axis = 0; axis < ranges.size(); ++axis) {
    const OnnxRange& range = ranges[axis];
    dims.push_back(range.count());
    std::vector<std::size_t> next;
    for (const std::size_t place : places)
      for (std::int64_t i = 0; i < range.count(); ++i)
        next.push_back(place + static_cast<std::size_t>(range.start + i * range.step) * strides[axis]);
    places = std::move(next);
  }
  return picked(value, std::move(dims), places);
}

OnnxTensor fold_transpose(const OnnxFold& fold) {
  const OnnxTensor& value = fold.input(0);
  const std::size_t rank = value.dims.size();
  std::vector<std::int64_t> order = ints_of(fold.node, "perm").value_or(std::vector<std::int64_t>{});
  if (order.empty())
    for (std::size_t i = rank; i-- > 0;) order.push_back(static_cast<std::int64_t>(i));
  auto sorted = order;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < std::max(sorted.size(), rank); ++i)
    if (sorted.size() != rank || sorted[i] != static_cast<std::int64_t>(i))
      fold.broken("has perm = " + dims_text(order), "each of " + std::to_string(rank) + " axes once");
  const auto strides = strides_of(value.dims);
  std::vector<std::size_t> places = {0};
  std::vector<std::int64_t> dims;
  for (const std::int64_t from : order) {
    const auto axis = static_cast<std::size_t>(from);
    dims.push_back(value.dims[axis]);
    std::vector<std::size_t> next;
    next.reserve(places.size() * static_cast<std::size_t>(value.dims[axis]));
    for (const std::size_t place : places)
      for (std::size_t i = 0; i < static_cast<std::size_t>(value.dims[axis]); ++i)
        next.push_back(place + i * strides[axis]);
    places = std::move(next);
  }
  return picked(value, std::move(dims), places);
}

OnnxTensor fold_concat(const OnnxFold& fold) {
  const OnnxTensor& first = fold.input(0);
  if (first.dims.empty()) fold.broken("joins single numbers", "lists");
  const std::size_t axis = axis_of(fold.node, int_of(fold.node, "axis", 0), first.dims.size(), fold.source);
  std::vector<std::int64_t> dims = first.dims;
  dims[axis] = 0;
  for (std::size_t i = 0; i < fold.inputs.size(); ++i) {
    auto others = fold.input(i).dims;
    if (others.size() != dims.size() || fold.input(i).is_float != first.is_float)
      fold.broken("joins values of different kinds", "values of one kind");
    dims[axis] += others[axis];
    others[axis] = first.dims[axis];
    if (others != first.dims)
      fold.broken("joins " + dims_text(others) + " to " + dims_text(first.dims), "equal sizes");
  }
  const std::size_t outer =
      first.size() /
      std::max<std::size_t>(1, strides_of(first.dims)[axis] * static_cast<std::size_t>(first.dims[axis]));
  std::vector<float> floats;
  std::vector<std::int64_t> ints;
  for (std::size_t o = 0; o < outer; ++o)
    for (const OnnxTensor& part : fold.inputs) {
      const std::size_t length = part.size() / std::max<std::size_t>(1, outer);
      const auto begin = static_cast<std::ptrdiff_t>(o * length),
                 end = static_cast<std::ptrdiff_t>((o + 1) * length);
      if (first.is_float)
        floats.insert(floats.end(), part.floats.begin() + begin, part.floats.begin() + end);
      else
        ints.insert(ints.end(), part.ints.begin() + begin, part.ints.begin() + end);
    }
  return first.is_float ? OnnxTensor::of_floats(std::move(dims), std::move(floats))
                        : OnnxTensor::of_ints(std::move(dims), std::move(ints));
}

OnnxTensor fold_constant_of_shape(const OnnxFold& fold) {
  const auto dims = fold.numbers(0);
  const std::uint64_t size = filled_size(fold, dims);
  OnnxTensor value = OnnxTensor::of_floats({1}, {0.0f});
  for (const auto& attribute : fold.node.attribute())
    if (attribute.name() == "value") value = decode_tensor(attribute.t(), fold.source);
  if (value.size() != 1) fold.broken("fills with " + dims_text(value.dims) + " values", "one value");
  if (!value.is_float && size > kMostNumbers)
    fold.unsupported("it makes " + dims_text(dims) + " whole numbers");
  return value.is_float ? OnnxTensor::of_floats(dims, std::vector<float>(size, value.floats[0]))
                        : OnnxTensor::of_ints(dims, std::vector<std::int64_t>(size, value.ints[0]));
}

OnnxTensor fold_expand(const OnnxFold& fold) {
  const OnnxTensor& value = fold.input(0);
  std::vector<std::int64_t> from = value.dims, to = fold.numbers(1);
  while (from.size() < to.size()) from.insert(from.begin(), 1);
  while (to.size() < from.size()) to.insert(to.begin(), 1);
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (to[i] == 1) to[i] = from[i];
    if (from[i] != 1 && from[i] != to[i])
      fold.broken("makes " + dims_text(to) + " of " + dims_text(value.dims), "sizes that agree or are 1");
  }
  check_places(fold, filled_size(fold, to));
  return picked(value, to, broadcast_places(from, to));
}

}  // namespace convlens
