#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/image.h"
#include "core/data/note.h"
#include "core/data/strokes.h"

namespace convlens {

/// The shape of the ink that find_ink() left (photograph.h), as strokes: a photographed digit that can then
/// be kept, saved and taught as a drawing. The box of the ink, its longer side brought to kShapeRows rows, is
/// filled row by row with strokes one row wide, from edge to edge. The edge is half of the strongest ink
/// nearby, so that faint lines stay. Of no ink: a drawing without strokes.
Drawing drawing_of_ink(const GreyImage& ink);

/// Photographed digits of one's own, to be taught like drawings.
struct PictureDrawings {
  std::vector<Drawing> drawings;  ///< each with its label
  std::vector<Note> notes;        ///< open_folder's (folder.h), and pictures without ink
};
/// A folder with the subfolders 0 to 9, or some of them, of scans or photographs of a single digit each.
/// Throws what open_folder() throws.
PictureDrawings drawings_of_pictures(const std::filesystem::path& folder);

inline constexpr int kShapeRows = 80;  ///< four to a pixel of what the network is given

}  // namespace convlens
