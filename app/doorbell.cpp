#include "app/doorbell.h"

#include <sys/eventfd.h>

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <cerrno>
#include <system_error>

namespace convlens::app {
namespace {

QEvent::Type ring_type() {
  static const auto type = static_cast<QEvent::Type>(QEvent::registerEventType());
  return type;
}

FileDescriptor open_wire() {
  FileDescriptor wire(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  if (!wire.is_open()) throw std::system_error(errno, std::generic_category(), "eventfd");
  return wire;
}

}  // namespace

Doorbell::Doorbell(std::function<void()> answer)
    : answer_(std::move(answer)),
      wire_(open_wire()),
      listener_(std::make_unique<QSocketNotifier>(wire_.get(), QSocketNotifier::Read)) {
  connect(listener_.get(), &QSocketNotifier::activated, this, &Doorbell::hear);
}

Doorbell::~Doorbell() = default;

void Doorbell::ring() {
  if (rung_.exchange(true)) return;
  // It cannot fail: the counter holds at most the one ring that has not been heard.
  [[maybe_unused]] const int done = ::eventfd_write(wire_.get(), 1);
}

void Doorbell::hear() {
  eventfd_t rings = 0;
  if (::eventfd_read(wire_.get(), &rings) == 0)
    QCoreApplication::postEvent(this, new QEvent(ring_type()), Qt::LowEventPriority);
}

bool Doorbell::event(QEvent* event) {
  if (event->type() != ring_type()) return QObject::event(event);
  // Lowered first: mail that comes while the answer runs rings again.
  rung_.store(false);
  answer_();
  return true;
}

}  // namespace convlens::app
