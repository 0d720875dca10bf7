#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "core/data/strokes.h"

namespace convlens {

/// The label of a picture that shows none of the classes.
inline constexpr int kNoClass = -1;

/// What a person may put down that is no digit. The last kind is kept out of training: it tells how a rule
/// learnt from the others does on what it has never seen.
enum class ScribbleKind { curls, hatching, strokes, signs, other_signs };

/// A scribble, a letter or a sign, drawn by a random hand. The same arguments give the same drawing.
Drawing generate_scribble(ScribbleKind kind, std::uint64_t seed, std::uint64_t epoch, std::uint64_t index);

/// The 28x28 of a scribble of a kind that training may use, after the draw pad's preprocessing.
void read_scribble(std::uint64_t seed, std::uint64_t epoch, std::uint64_t index, std::span<float> pixels);

}  // namespace convlens
