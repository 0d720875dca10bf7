#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_fold.h"

namespace convlens {

/// Weights kept as whole numbers: scale (x - zero point), for the whole tensor or for each step of one axis.
OnnxTensor fold_dequantize(const OnnxFold& fold) {
  const OnnxTensor &value = fold.input(0), &scale = fold.input(1);
  if (value.is_float || !scale.is_float) fold.unsupported("ConvLens knows it on whole numbers, with a scale");
  const bool shifted = fold.has(2);
  if (shifted && (fold.input(2).is_float || fold.input(2).size() != scale.size()))
    fold.broken("has zero points unlike its scales", "one for each");
  std::size_t count = 1, inner = 1;  // of scales, and of values in a row that share one
  if (scale.size() != 1) {
    const std::size_t axis = axis_of(fold.node, int_of(fold.node, "axis", 1), value.dims.size(), fold.source);
    count = static_cast<std::size_t>(value.dims[axis]);
    inner = strides_of(value.dims)[axis];
    if (scale.dims.size() != 1 || scale.size() != count)
      fold.unsupported("scales of " + dims_text(scale.dims) + " for " + dims_text(value.dims));
  }
  std::vector<float> floats;
  floats.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::size_t place = i / inner % count;
    const std::int64_t zero = shifted ? fold.input(2).ints[place] : 0;
    floats.push_back(static_cast<float>(value.ints[i] - zero) * scale.floats[place]);
  }
  return OnnxTensor::of_floats(value.dims, std::move(floats));
}

}  // namespace convlens
