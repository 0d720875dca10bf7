#pragma once
#include <filesystem>
#include <vector>

#include "core/base/error.h"
#include "core/data/strokes.h"

namespace convlens {

/// The user's own labelled drawings: a strokes file (CLI.md) that grows by a line a drawing and outlives
/// every network.
struct OwnDrawings {
  std::vector<Drawing> drawings;  ///< each with a label from 0 to 9
  std::vector<Error> broken;  ///< lines that are passed over, each by file and number; they stay in the file
};

/// A file that is not there holds none. Throws the errors of the whole file that read_drawings throws.
OwnDrawings read_own_drawings(const std::filesystem::path& file);

/// Adds a drawing, or, where it is there already, corrects its label. What comes back is the file's new
/// content, of other windows' and programs' doing, too: they wait for each other, so that none overwrites
/// another's drawings. The file is replaced whole or not at all; the folder is made. Throws write_file's
/// errors, and read_own_drawings'.
OwnDrawings keep_own_drawing(const std::filesystem::path& file, const Drawing& drawing);
/// The other way; a drawing that is not there (any more) is none's fault.
OwnDrawings remove_own_drawing(const std::filesystem::path& file, const Drawing& drawing);

}  // namespace convlens
