#include "ui/window_state.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <algorithm>

namespace convlens::ui {
namespace {
// Raised when the docks are others than before: restoreState then ignores older entries.
constexpr int kStateVersion = 1;
const QString kGeometry = QStringLiteral("window/geometry"), kDocks = QStringLiteral("window/docks");
}  // namespace

void save_window_state(const QMainWindow& window) {
  QSettings settings;
  settings.setValue(kGeometry, window.saveGeometry());
  settings.setValue(kDocks, window.saveState(kStateVersion));
}

void restore_window_state(QMainWindow& window) {
  const QSettings settings;
  window.restoreGeometry(settings.value(kGeometry).toByteArray());
  window.restoreState(settings.value(kDocks).toByteArray(), kStateVersion);
  QList<QRect> screens;
  for (const QScreen* screen : QGuiApplication::screens()) screens << screen->availableGeometry();
  if (window.isMaximized() || window.isFullScreen()) return;
  const QRect place = clamped_to_screens(window.geometry(), screens);
  if (place != window.geometry()) window.setGeometry(place);
}

QRect clamped_to_screens(const QRect& window, const QList<QRect>& screens) {
  if (screens.isEmpty()) return window;
  const auto shared = [&](const QRect& screen) {
    const QRect both = screen.intersected(window);
    return both.isValid() ? static_cast<qint64>(both.width()) * both.height() : 0;
  };
  const QRect home = *std::max_element(screens.begin(), screens.end(),
                                       [&](const QRect& a, const QRect& b) { return shared(a) < shared(b); });
  QRect place(window.topLeft(), window.size().boundedTo(home.size()));
  place.moveLeft(std::clamp(place.left(), home.left(), home.right() + 1 - place.width()));
  place.moveTop(std::clamp(place.top(), home.top(), home.bottom() + 1 - place.height()));
  return place;
}

}  // namespace convlens::ui
