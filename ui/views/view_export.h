#pragma once
#include <functional>

#include "core/figures/figure.h"

namespace convlens::ui {

class View;

/// Makes the files of an export, on any thread.
using Exporter = std::function<FigureFiles()>;

/// The view as it stands: its figure (View::exporter), the same as the command line's with tables beside the
/// arrays, and the view itself, ID-view.svg and ID-view.png. None where the view has nothing to
/// export. On the GUI thread, which only draws: numbers and files are made when the exporter runs.
Exporter export_of(View& view);

}  // namespace convlens::ui
