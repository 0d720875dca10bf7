#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/model/graph.h"

namespace convlens {

/// What an axis of an ONNX value is in ours. ONNX turns and reshapes values (Keras keeps channels last,
/// exporters squeeze and unsqueeze); our values stay where they are, and only the list of their axes changes.
enum class OnnxAxis : char {
  batch,
  channel,
  row,
  column,
  area,  ///< rows and columns in one
  one,   ///< of size 1; so may any other be, and is then the same
};
using OnnxAxes = std::vector<OnnxAxis>;

inline const OnnxAxes kVectorAxes = {OnnxAxis::batch, OnnxAxis::channel};
inline const OnnxAxes kPictureAxes = {OnnxAxis::batch, OnnxAxis::channel, OnnxAxis::row, OnnxAxis::column};

/// A value that depends on the picture: which of our nodes computes it, and how ONNX sees it.
struct OnnxActivation {
  int node = kGraphInput;
  OnnxAxes axes = kPictureAxes;
  /// The sizes while the channels stand as two axes, between two Reshapes; then `axes` are those after the
  /// second.
  std::vector<std::int64_t> split = {};

  int rank() const { return static_cast<int>(axes.size()); }
};

/// Sizes as ONNX sees them.
std::vector<std::int64_t> onnx_dims(const OnnxAxes& axes, const Shape& shape, std::int64_t batch);
/// The same axes, whatever those of size 1 are called.
bool same_axes(const OnnxAxes& a, const OnnxAxes& b, const Shape& shape);
/// Where the channels are; with one channel only, the first axis after the batch that is no other. -1:
/// nowhere.
int channel_axis(const OnnxAxes& axes, const Shape& shape);

/// The order in which ONNX reads the values of a sample.
enum class ValueOrder { channels_first, channels_last, other };
ValueOrder value_order(const OnnxAxes& axes, const Shape& shape);

/// What a reshape to `dims` (all positive, without the batch) makes of the axes; std::nullopt when it cuts or
/// joins axes in another way than rows with columns. Whole samples as one axis are not its business.
std::optional<OnnxAxes> reshaped_axes(const OnnxAxes& axes, const Shape& shape,
                                      std::span<const std::int64_t> dims);

}  // namespace convlens
