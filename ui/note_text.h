#pragma once
#include <QString>

#include "core/data/note.h"

namespace convlens::ui {

/// One sentence for people that begins with the file: "FOLDER/cat.txt: skipped: not a picture". In the language
/// of the interface; without a Qt application object, as on the command line, in English.
QString note_text(const Note& note);

}  // namespace convlens::ui
