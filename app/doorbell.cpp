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

void Doorbell::ring(int priority) {
  if (!rung_.exchange(true)) QCoreApplication::postEvent(this, new QEvent(ring_type()), priority);
}

bool Doorbell::event(QEvent* event) {
  if (event->type() != ring_type()) return QObject::event(event);
  // Lowered first: mail that comes while the answer runs rings again.
  rung_.store(false);
  answer_();
  return true;
}

}  // namespace convlens::app
