#include "app/doorbell.h"

#include <QCoreApplication>
#include <QEvent>

namespace convlens::app {
namespace {

QEvent::Type ring_type() {
  static const auto type = static_cast<QEvent::Type>(QEvent::registerEventType());
  return type;
}

}  // namespace

Doorbell::Doorbell(std::function<void()> answer) : answer_(std::move(answer)) { ring_type(); }

void Doorbell::ring() {
  if (rung_.exchange(true)) return;
  auto* event = new QEvent(ring_type());
  rung_.store(true);  // once more: who reads it sees a finished event, also where Qt's own locks cannot be followed
  QCoreApplication::postEvent(this, event, Qt::LowEventPriority);
}

bool Doorbell::event(QEvent* event) {
  if (!rung_.load() || event->type() != ring_type()) return QObject::event(event);
  // Lowered first: mail that comes while the answer runs rings again.
  rung_.store(false);
  answer_();
  return true;
}

}  // namespace convlens::app
