#pragma once
#include <memory>

#include "core/data/samples.h"

namespace convlens {

/// The pictures of one after those of the other. Throws Error(shape_mismatch) where shapes or classes differ.
std::shared_ptr<const Samples> joined(std::shared_ptr<const Samples> one,
                                      std::shared_ptr<const Samples> other);

/// Every nth picture (n at least 2), from index n - 1 on, is held out from training, to choose and to
/// calibrate by.
enum class Part { training, held_out };
std::shared_ptr<const Samples> part_of(std::shared_ptr<const Samples> samples, int every, Part part);

/// The first `count` pictures, or all where there are fewer.
std::shared_ptr<const Samples> first_of(std::shared_ptr<const Samples> samples, std::size_t count);

}  // namespace convlens
