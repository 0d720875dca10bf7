#pragma once
#include "core/model/model.h"

namespace convlens {

/// The same function in fewer layers, for a network that is only asked from now on. A batch norm that is all that
/// reads a convolution or a dense layer is multiplied into its weights (Jacob et al. 2018, equation 14):
///   W' = s W, b' = s (b - mean) + bias, s = scale / sqrt(var + epsilon), an output channel at a time;
/// dropout, which does nothing outside training, goes. A batch norm elsewhere stays. All other layers keep their
/// names and weights, so that a preset trained with both has the preset's own layers again; none is frozen.
/// Outputs agree up to rounding.
Model for_inference(const Model& model);

}  // namespace convlens
