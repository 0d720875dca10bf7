#pragma once
#include <QApplication>
#include <QColor>
#include <QFont>
#include <QPalette>

namespace convlens::ui {

/// All distances in the window are multiples of this many device-independent pixels.
inline constexpr int kGrid = 8;

/// Light or dark for the whole program: a palette for all, over one style that never changes. Widgets of ours read the
/// palette's roles only.
void apply_theme(bool dark);
/// Qt 6.4 has no colour scheme hint: derived from the window colour's lightness.
bool is_dark(const QPalette& palette);

/// The roles beyond QPalette's own names.
QColor line_colour(const QPalette& palette);    ///< hairlines, frames, edges between layers
QColor muted_colour(const QPalette& palette);   ///< secondary text
QColor raised_colour(const QPalette& palette);  ///< the ground of a tile or a card
QColor good_colour(const QPalette& palette);
QColor warning_colour(const QPalette& palette);

/// The four sizes of type that the window uses.
enum class TypeSize { small, body, title, huge };
QFont font_of(TypeSize size, bool bold = false);

}  // namespace convlens::ui
