#pragma once
#include <QIcon>
#include <QString>

namespace convlens::ui {

/// A line icon of ours (resources/icons/NAME.svg), drawn in the palette's text colour whenever it is painted:
/// it follows the theme and is sharp at any scale.
QIcon line_icon(const QString& name);
/// The program's own icon, in its colours.
QIcon program_icon();

}  // namespace convlens::ui
