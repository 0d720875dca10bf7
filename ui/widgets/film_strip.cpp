#include "ui/widgets/film_strip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr double kLargestCell = 96, kGap = 3;

int line() { return QFontMetrics(font_of(TypeSize::small)).height(); }

}  // namespace

FilmStrip::FilmStrip(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void FilmStrip::set_frames(std::vector<Frame> frames) {
  frames_ = std::move(frames);
  current_ = std::min(current_, count() - 1);
  describe();
  update();
}

void FilmStrip::set_current(int index) {
  if (index == current_) return;
  current_ = index;
  describe();
  update();
}

void FilmStrip::describe() {
  const bool any = current_ >= 0 && current_ < count();
  setAccessibleDescription(any ? QStringLiteral("%1 %2").arg(frame(current_).above, frame(current_).below) : QString());
}

double FilmStrip::cell() const { return std::min(kLargestCell, static_cast<double>(width() - 1) / std::max(1, count())); }

QRectF FilmStrip::picture_rect(int index) const {
  const double side = std::max(1.0, std::min(cell() - kGap, static_cast<double>(height() - 2 * line() - 4)));
  return {index * cell() + (cell() - side) / 2, line() + 2.0, side, side};
}

int FilmStrip::frame_at(QPointF place) const {
  if (count() == 0) return -1;
  const int index = static_cast<int>(std::floor(place.x() / cell()));
  return index >= 0 && index < count() ? index : -1;
}

/// How many frames' width the widest lines take.
int FilmStrip::frames_a_line() const {
  const QFontMetrics metrics(font_of(TypeSize::small));
  int widest = 1;
  for (const Frame& one : frames_)
    widest = std::max({widest, metrics.horizontalAdvance(one.above), metrics.horizontalAdvance(one.below)});
  return static_cast<int>(std::ceil((widest + kGrid) / cell()));
}

void FilmStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(font_of(TypeSize::small));
  const int every = frames_a_line();
  for (int i = 0; i < count(); ++i) {
    const QRectF place = picture_rect(i);
    const bool here = i == current_;
    if (frame(i).picture.isNull())
      painter.fillRect(place, raised_colour(palette()));
    else
      painter.drawImage(place, frame(i).picture);
    if (frame(i).picture.isNull()) {
      painter.setPen(muted_colour(palette()));
      painter.drawText(place, Qt::AlignCenter, QStringLiteral("…"));  // still to come
    }
    painter.setPen(QPen(here ? palette().color(QPalette::Highlight) : line_colour(palette()), here ? 2 : 1));
    painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5));
    // Every nth frame has its lines, and those nearest to the current one give way to its.
    if (!here && (i % every != 0 || std::abs(i - current_) < every)) continue;
    painter.setPen(here ? palette().color(QPalette::WindowText) : muted_colour(palette()));
    const auto write = [&](const QString& text, double top) {
      const double wide = painter.fontMetrics().horizontalAdvance(text);
      const double left = std::clamp(place.center().x() - wide / 2, 0.0, std::max(0.0, width() - wide));
      painter.drawText(QRectF(left, top, wide + 1, line()), Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    write(frame(i).above, 0);
    write(frame(i).below, place.bottom() + 2);
  }
  if (!hasFocus()) return;
  painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DotLine));
  painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

void FilmStrip::go_to(int index) {
  if (count() == 0) return;
  const int next = std::clamp(index, 0, count() - 1);
  if (next == current_) return;
  set_current(next);
  emit chosen(next);
}

void FilmStrip::mousePressEvent(QMouseEvent* event) {
  const int index = frame_at(event->position());
  if (index >= 0) go_to(index);
}

void FilmStrip::mouseMoveEvent(QMouseEvent* event) {
  const int index = frame_at(event->position());
  if (index < 0) return emit left();
  if (event->buttons() & Qt::LeftButton) go_to(index);
  emit hovered(index);
}

void FilmStrip::leaveEvent(QEvent*) { emit left(); }

void FilmStrip::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left: return go_to(current_ - 1);
    case Qt::Key_Right: return go_to(current_ + 1);
    case Qt::Key_Home: return go_to(0);
    case Qt::Key_End: return go_to(count() - 1);
    default: QWidget::keyPressEvent(event);
  }
}

void FilmStrip::wheelEvent(QWheelEvent* event) {
  const int turned = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
  if (turned != 0) go_to(current_ + (turned < 0 ? 1 : -1));
}

}  // namespace convlens::ui
