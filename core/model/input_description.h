#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.h"

namespace convlens {

/// How somebody else's network wants its pixels. ConvLens gives every network pixels from 0 to 1, RGB; what
/// it wants beyond that becomes part of its graph, so that each view and each file means pixels.
struct InputDescription {
  std::vector<double> mean = {},
                      deviation = {};  ///< of pixels 0..1, in the order RGB; empty: pixels as they are
  bool blue_first = false;             ///< the network's first channel is blue (OpenCV's and Caffe's habit)
};

/// The usual ranges by name: "0..1", "-1..1", "0..255", "imagenet" (PyTorch's mean and deviation), "caffe"
/// (0..255 minus the mean). Throws Error(unknown_name) listing them.
InputDescription input_range(std::string_view name, int channels);

/// The same network with its description built in: a normalisation first, and for blue_first the first
/// convolutions' weights in the order RGB. Throws Error(not_supported) where the description cannot be built
/// in: a network that normalises already, or whose picture goes into something else than a convolution with
/// blue_first.
Model with_input_description(const Model& model, const InputDescription& description);

}  // namespace convlens
