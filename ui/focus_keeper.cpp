#include "ui/focus_keeper.h"

#include <QApplication>
#include <QDockWidget>
#include <QTabWidget>

namespace convlens::ui {
namespace {

bool can_be_used(const QWidget& widget) { return widget.isEnabled() && widget.isVisible(); }

/// Whether a key that is pressed there can do no harm.
bool is_harmless(const QWidget& widget) {
  return qobject_cast<const QTabWidget*>(&widget) || qobject_cast<const QDockWidget*>(widget.parentWidget());
}

}  // namespace

FocusKeeper::FocusKeeper(QWidget& window, QWidget& elsewhere)
    : QObject(&window), window_(window), elsewhere_(elsewhere) {
  connect(qApp, &QApplication::focusChanged, this, &FocusKeeper::focus_moved);
}

void FocusKeeper::focus_moved(QWidget* from, QWidget* to) {
  if (to && to->window() == &window_) {
    holder_ = to;
    to->installEventFilter(this);  // once, however often it is asked for
  }
  // Widgets are disabled, or hidden, before Qt looks for another one: whoever was left by the user can be
  // used still.
  if (from && from->window() == &window_ && (!to || to->window() == &window_)) shelter(*from);
}

void FocusKeeper::shelter(QWidget& lost) {
  if (!window_.isVisible() || can_be_used(lost)) return;
  QWidget* place = shelter_of(lost);
  if (!place) return;
  forget();
  place->setFocus(Qt::OtherFocusReason);
  lost_ = &lost;
  shelter_ = window_.focusWidget();
  // Where the window is not in front, nobody was told of the move.
  if (shelter_) shelter_->installEventFilter(this);
}

QWidget* FocusKeeper::shelter_of(const QWidget& lost) const {
  for (QWidget* around = lost.parentWidget(); around && around != &window_; around = around->parentWidget())
    if (can_be_used(*around) && is_harmless(*around)) return around;
  return can_be_used(elsewhere_) ? &elsewhere_ : nullptr;
}

void FocusKeeper::forget() {
  lost_.clear();
  shelter_.clear();
}

bool FocusKeeper::eventFilter(QObject* watched, QEvent* event) {
  const QEvent::Type type = event->type();
  if (watched == lost_ && type == QEvent::EnabledChange && can_be_used(*lost_)) {
    QWidget* back = lost_;
    forget();
    back->setFocus(Qt::OtherFocusReason);
  } else if (watched == shelter_ &&
             (type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::FocusOut)) {
    forget();
  } else if (watched == holder_ && (type == QEvent::EnabledChange || type == QEvent::Hide) &&
             !window_.isActiveWindow()) {
    shelter(*holder_);
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace convlens::ui
