#pragma once
#include <QMainWindow>

namespace convlens::ui {

/// The window's place and docks in QSettings. A damaged or outdated entry leaves the window as it is.
void save_window_state(const QMainWindow& window);
void restore_window_state(QMainWindow& window);

/// The rectangle moved, and made smaller where need be, so that it lies on one of the screens.
QRect clamped_to_screens(const QRect& window, const QList<QRect>& screens);

}  // namespace convlens::ui
