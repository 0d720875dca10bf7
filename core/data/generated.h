#pragma once
#include <cstdint>
#include <memory>

#include "core/data/samples.h"
#include "core/data/strokes.h"

namespace convlens {

inline constexpr std::size_t kGeneratedTraining = 60000;
inline constexpr std::size_t kGeneratedTest = 10000;

/// A handwritten-like digit from stroke skeletons (several ways of writing each), with random affine, elastic and
/// pen-width variation. The same (seed, epoch, index) gives the same drawing.
Drawing generate_digit(int label, std::uint64_t seed, std::uint64_t epoch, std::uint64_t index);

/// Endless digits through the same preprocessing as the draw pad; labels are index % 10.
std::shared_ptr<const Samples> generated_digits(std::size_t size, std::uint64_t seed);

}  // namespace convlens
