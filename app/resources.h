#pragma once
#include <filesystem>

namespace convlens::app {

/// Where the shipped plain files lie (models/, drawings/): share/convlens beside the installed program's bin, else
/// the source tree's resources/ (a build tree). Needs no Qt application object.
std::filesystem::path resource_folder();

/// The user's own folder, where downloads go, too: $XDG_DATA_HOME/convlens or ~/.local/share/convlens. Not created.
std::filesystem::path user_data_folder();
/// Where the window keeps the user's own labelled drawings.
std::filesystem::path own_drawings_file();

/// Where the window keeps the drawing that was on the pad last.
std::filesystem::path last_drawing_file();

}  // namespace convlens::app
