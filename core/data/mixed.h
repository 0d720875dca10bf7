#pragma once
#include <memory>

#include "core/data/samples.h"

namespace convlens {

/// The pictures of one after those of the other. Throws Error(shape_mismatch) where shapes or classes differ.
std::shared_ptr<const Samples> joined(std::shared_ptr<const Samples> one,
                                      std::shared_ptr<const Samples> other);

/// Every nth picture (n at least 2), from index n - 1 on, is held out from training, to choose and to
/// calibrate by. Throws Error(bad_value) where so many pictures of a class stand at those places that none is left to
/// train on (classes in turn, and n a multiple of their number).
enum class Part { training, held_out };
std::shared_ptr<const Samples> part_of(std::shared_ptr<const Samples> samples, int every, Part part);

/// The first `count` pictures, or all where there are fewer.
std::shared_ptr<const Samples> first_of(std::shared_ptr<const Samples> samples, std::size_t count);

/// `count` pictures at even distances over the whole set, or all where there are fewer.
std::shared_ptr<const Samples> spread_over(std::shared_ptr<const Samples> samples, std::size_t count);

/// All of it, again and again. Each time a picture has another index, and so other random changes in training.
std::shared_ptr<const Samples> repeated(std::shared_ptr<const Samples> samples, std::size_t times);

}  // namespace convlens
