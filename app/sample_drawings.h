#pragma once
#include <vector>

#include "core/data/strokes.h"

namespace convlens::app {

/// The drawings to begin with: all of the shipped drawings/ folder in the order of their files' names; without one,
/// one generated drawing a digit, so that the first look is never an empty one. Unreadable files are passed over.
std::vector<Drawing> sample_drawings();

}  // namespace convlens::app
