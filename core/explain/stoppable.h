#pragma once
#include <stop_token>

#include "core/model/run.h"

namespace convlens {

/// forward() and backward(), bit for bit, that look between the layers whether to stop: with large networks
/// one run takes longer than a stop may wait. False when stopped: the buffers then hold nothing of use.
bool forward_unless_stopped(const std::stop_token& stop, const Model& model, ConstView<float> input,
                            Activations& activations, const ForwardOptions& options = {});
bool backward_unless_stopped(const std::stop_token& stop, const Model& model, const Activations& activations,
                             int from, ConstView<float> seed, Gradients& gradients,
                             const BackwardOptions& options = {});

}  // namespace convlens
