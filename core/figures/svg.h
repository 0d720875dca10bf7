#pragma once
#include <string>

#include "core/render/vector_picture.h"

namespace convlens {

/// A drawing as an SVG 1.1 file, a user unit for a pixel of the same drawing as PNG: lines, discs and texts
/// as such, each picture as a PNG inside the file. UTF-8; bytes that are none, and control characters, show as
/// question marks.
std::string svg_text(const VectorPicture& drawing);

}  // namespace convlens
