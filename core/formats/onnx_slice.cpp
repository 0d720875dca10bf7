#include "core/formats/onnx_slice.h"

#include <algorithm>
#include <numeric>

#include "core/formats/onnx_fold.h"

namespace convlens {

std::int64_t OnnxRange::count() const {
  const std::int64_t span = step > 0 ? end - start : start - end;
  const std::int64_t stride = step > 0 ? step : -step;
  return span <= 0 ? 0 : (span - 1) / stride + 1;
}

OnnxRange clamped(OnnxRange range, std::int64_t size) {
  const auto from_front = [size](std::int64_t at) { return at < 0 ? at + size : at; };
  if (range.step > 0)
    return {std::clamp<std::int64_t>(from_front(range.start), 0, size),
            std::clamp<std::int64_t>(from_front(range.end), 0, size), range.step};
  const std::int64_t end = range.end < -size ? -1 : from_front(range.end);
  return {std::clamp<std::int64_t>(from_front(range.start), 0, size - 1),
          std::clamp<std::int64_t>(end, -1, size - 1), range.step};
}

std::vector<OnnxRange> slice_ranges(const onnx::NodeProto& node, const std::vector<std::int64_t>& dims,
                                    const std::optional<std::vector<std::int64_t>>& starts,
                                    const std::optional<std::vector<std::int64_t>>& ends,
                                    std::optional<std::vector<std::int64_t>> axes,
                                    const std::optional<std::vector<std::int64_t>>& steps,
                                    const OnnxSource& source) {
  const auto broken = [&](const std::string& found, const std::string& expected) {
    source.broken(describe(node) + " " + found, expected);
  };
  if (!starts || !ends || starts->size() != ends->size()) broken("has no bounds", "starts and ends");
  if (!axes) {
    axes.emplace(starts->size());
    std::iota(axes->begin(), axes->end(), std::int64_t{0});
  }
  if (axes->size() != starts->size() || (steps && steps->size() != starts->size()))
    broken("has bounds for other axes", "as many as axes");
  std::vector<OnnxRange> ranges;
  for (const std::int64_t dim : dims) ranges.push_back({0, dim, 1});
  for (std::size_t i = 0; i < axes->size(); ++i) {
    const std::size_t axis = axis_of(node, (*axes)[i], dims.size(), source);
    const std::int64_t step = steps ? (*steps)[i] : 1;
    if (step == 0 || step < -dims[axis] - 1) broken("has a step of " + std::to_string(step), "a step");
    ranges[axis] = clamped({(*starts)[i], (*ends)[i], step}, dims[axis]);
  }
  return ranges;
}

}  // namespace convlens
