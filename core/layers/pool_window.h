#pragma once
#include <optional>

#include "core/kernels/pooling.h"
#include "core/layers/attributes.h"

namespace convlens {

/// The window of a pooling layer; throws Error(bad_value) for what pooling does not do here: dilation, and padding
/// as wide as the window (a window of nothing but padding has no maximum).
WindowAttributes pool_window(const Attributes& attributes);
Shape pooled_shape(const WindowAttributes& window, std::span<const Shape> inputs);
/// cut_out: ForwardContext's.
kernels::PoolGeometry pool_geometry(const WindowAttributes& window, const Shape& input, const Shape& output,
                                    const std::optional<PaddingBefore>& cut_out = std::nullopt);

}  // namespace convlens
