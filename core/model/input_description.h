#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.h"

namespace convlens {

/// Where a model's metadata says what its pixels are: "imagenet, rgb".
inline constexpr const char* kInputKey = "input";

/// Whether the node takes the graph's input.
bool reads_picture(const Node& node);

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
Model with_input_description(Model model, const InputDescription& description);

/// What a user answers about somebody else's network, in the words of the command line.
struct InputAnswer {
  std::string range = "0..1";  ///< one of input_ranges()
  bool blue_first = false;
  std::vector<std::string> class_names = {};  ///< empty: those of the file, if it has any
  friend bool operator==(const InputAnswer&, const InputAnswer&) = default;
};

/// The ranges' names, in the order in which they are offered.
std::vector<std::string> input_ranges();

/// The network with the answer built in, as `describe` saves it; it says from then on how its input is.
/// Throws what input_range and with_input_description do, and Error(shape_mismatch) where the names are not
/// one an output.
Model with_answer(Model model, const InputAnswer& answer);

/// Throws Error(shape_mismatch) naming `subject` where there is not one name for each of the outputs.
void check_class_names(const std::vector<std::string>& names, const Model& model, const std::string& subject);

/// The values that an undescribed network itself wants of pixels 0..1, RGB: what with_input_description
/// builds in, without a copy of the weights.
Tensor<float> described_pixels(ConstView<float> pixels, const InputDescription& description);

}  // namespace convlens
