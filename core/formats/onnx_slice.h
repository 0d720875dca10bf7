#pragma once
#include <optional>
#include <vector>

#include "core/formats/onnx_errors.h"

namespace convlens {

/// What a Slice takes of one axis: start, start + step, ... before end.
struct OnnxRange {
  std::int64_t start, end, step;

  std::int64_t count() const;
};

/// ONNX's rule: negative numbers count from the end, and everything is clamped to the axis.
OnnxRange clamped(OnnxRange range, std::int64_t size);

/// A Slice's ranges for all axes of a value of these dims; without `axes` the bounds are those of the first
/// ones, without `steps` every step is 1. Throws Error(file_broken).
std::vector<OnnxRange> slice_ranges(const onnx::NodeProto& node, const std::vector<std::int64_t>& dims,
                                    const std::optional<std::vector<std::int64_t>>& starts,
                                    const std::optional<std::vector<std::int64_t>>& ends,
                                    std::optional<std::vector<std::int64_t>> axes,
                                    const std::optional<std::vector<std::int64_t>>& steps,
                                    const OnnxSource& source);

}  // namespace convlens
