#include "core/formats/onnx_axes.h"

#include <algorithm>

namespace convlens {
namespace {

std::int64_t size_of(OnnxAxis axis, const Shape& shape) {
  switch (axis) {
    case OnnxAxis::channel:
      return shape.channels;
    case OnnxAxis::row:
      return shape.height;
    case OnnxAxis::column:
      return shape.width;
    case OnnxAxis::area:
      return std::int64_t{shape.height} * shape.width;
    default:
      return 1;
  }
}

/// The axes that tell values of a sample apart, in order, an area as its rows and columns.
OnnxAxes factors(const OnnxAxes& axes, const Shape& shape) {
  OnnxAxes result;
  const auto take = [&](OnnxAxis axis) {
    if (size_of(axis, shape) > 1) result.push_back(axis);
  };
  for (const OnnxAxis axis : axes) {
    if (axis == OnnxAxis::area) {
      take(OnnxAxis::row);
      take(OnnxAxis::column);
    } else {
      take(axis);
    }
  }
  return result;
}

}  // namespace

std::vector<std::int64_t> onnx_dims(const OnnxAxes& axes, const Shape& shape, std::int64_t batch) {
  std::vector<std::int64_t> dims;
  for (const OnnxAxis axis : axes) dims.push_back(axis == OnnxAxis::batch ? batch : size_of(axis, shape));
  return dims;
}

bool same_axes(const OnnxAxes& a, const OnnxAxes& b, const Shape& shape) {
  const auto same = [&shape](OnnxAxis x, OnnxAxis y) {
    const bool batch = x == OnnxAxis::batch || y == OnnxAxis::batch;
    return x == y || (!batch && size_of(x, shape) == 1 && size_of(y, shape) == 1);
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

int channel_axis(const OnnxAxes& axes, const Shape& shape) {
  const auto index = [&axes](auto found) {
    return found == axes.end() ? -1 : static_cast<int>(found - axes.begin());
  };
  const int named = index(std::find(axes.begin(), axes.end(), OnnxAxis::channel));
  if (named >= 0 || shape.channels > 1) return named;
  return index(std::find(axes.begin(), axes.end(), OnnxAxis::one));
}

ValueOrder value_order(const OnnxAxes& axes, const Shape& shape) {
  const OnnxAxes found = factors(axes, shape);
  const auto in_order = [&found](std::initializer_list<OnnxAxis> order) {
    auto place = order.begin();
    for (const OnnxAxis axis : found) {
      place = std::find(place, order.end(), axis);
      if (place == order.end()) return false;
    }
    return true;
  };
  if (in_order({OnnxAxis::channel, OnnxAxis::row, OnnxAxis::column})) return ValueOrder::channels_first;
  if (in_order({OnnxAxis::row, OnnxAxis::column, OnnxAxis::channel})) return ValueOrder::channels_last;
  return ValueOrder::other;
}

std::optional<OnnxAxes> reshaped_axes(const OnnxAxes& axes, const Shape& shape,
                                      std::span<const std::int64_t> dims) {
  const OnnxAxes left = factors(axes, shape);
  std::size_t next = 0;
  OnnxAxes result = {OnnxAxis::batch};
  for (const std::int64_t dim : dims) {
    OnnxAxes joined;
    for (std::int64_t size = 1; size < dim; ++next) {
      if (next == left.size()) return std::nullopt;
      joined.push_back(left[next]);
      size *= size_of(left[next], shape);
      if (size > dim) return std::nullopt;
    }
    if (joined.empty())
      result.push_back(OnnxAxis::one);
    else if (joined.size() == 1)
      result.push_back(joined[0]);
    else if (joined == OnnxAxes{OnnxAxis::row, OnnxAxis::column})
      result.push_back(OnnxAxis::area);
    else
      return std::nullopt;
  }
  if (next != left.size()) return std::nullopt;
  return result;
}

}  // namespace convlens
