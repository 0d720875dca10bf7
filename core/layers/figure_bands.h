#pragma once
#include <functional>

#include "core/layers/layer.h"

namespace convlens {

/// What from_figure_order does, some output channels at a time, for weights that take long: `laid` is told
/// after each band how many values it had, and may throw.
void from_figure_order_in_bands(const ParameterSpec& spec, std::span<const float> figure,
                                std::span<float> memory, const std::function<void(std::size_t)>& laid);
/// The same for values that already stand as in memory.
void copy_in_bands(std::span<const float> values, std::span<float> memory,
                   const std::function<void(std::size_t)>& laid);

}  // namespace convlens
