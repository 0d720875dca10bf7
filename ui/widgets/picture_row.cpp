#include "ui/widgets/picture_row.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr double kArrowGap = 18, kArrowHead = 3.5;
constexpr int kSmallestSide = 72, kLargestSide = 200;
constexpr int kCaptionLines = 3;  // the name, and what happens in two
constexpr double kCaptionGap = 8;  // between neighbouring captions

int caption_height() { return kCaptionLines * QFontMetrics(font_of(TypeSize::small)).height() + kGrid; }

}  // namespace

PictureRow::PictureRow(QWidget* parent) : QWidget(parent), smallest_side_(kSmallestSide) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void PictureRow::set_steps(std::vector<Step> steps) {
  const bool resized = steps.size() != steps_.size();
  steps_ = std::move(steps);
  current_ = std::clamp(current_, 0, std::max(0, count() - 1));
  if (resized) {
    setMinimumWidth(minimumSizeHint().width());
    updateGeometry();
  }
  describe();
  update();
}

void PictureRow::set_smallest_side(int side) {
  smallest_side_ = side;
  updateGeometry();
}

void PictureRow::set_marked(int step) {
  marked_ = step;
  update();
}

void PictureRow::describe() {
  QStringList words;
  for (const Step& step : steps_) words << QStringLiteral("%1 %2").arg(step.name, step.what);
  setAccessibleDescription(words.join(QStringLiteral("; ")));
}

QSize PictureRow::minimumSizeHint() const {
  const int steps = std::max(1, count());
  return {static_cast<int>(steps * smallest_side_ + (steps - 1) * kArrowGap), smallest_side_ + caption_height()};
}

double PictureRow::side() const {
  const int steps = std::max(1, count());
  const double wide = (width() - (steps - 1) * kArrowGap) / steps;
  return std::clamp(std::min<double>(wide, height() - caption_height()), 1.0, static_cast<double>(kLargestSide));
}

QRectF PictureRow::picture_rect(int step) const {
  const QSizeF shape = steps_[static_cast<std::size_t>(step)].picture.size();
  const double room = side();
  const QSizeF fitted = shape.scaled(room, room, Qt::KeepAspectRatio);
  return {QPointF(step * (room + kArrowGap) + (room - fitted.width()) / 2, (room - fitted.height()) / 2), fitted};
}

int PictureRow::step_at(QPointF place) const {
  for (int step = 0; step < count(); ++step)
    if (picture_rect(step).contains(place)) return step;
  return -1;
}

void PictureRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(font_of(TypeSize::small));
  const QFontMetrics metrics(painter.font());
  const double room = side();
  for (int i = 0; i < count(); ++i) {
    const Step& step = steps_[static_cast<std::size_t>(i)];
    const QRectF place = picture_rect(i);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.drawImage(place, step.picture);
    const bool framed = i == marked_ || (hasFocus() && i == current_);
    painter.setPen(framed ? palette().color(QPalette::Highlight) : line_colour(palette()));
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
    if (i == marked_) painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5));
    const double left = i * (room + kArrowGap), reach = kArrowGap / 2 - kCaptionGap / 2;
    const int wide = static_cast<int>(room + 2 * reach);
    const QRectF words(left - reach, room + kGrid / 2.0, wide, metrics.height());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(words, Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, metrics.elidedText(step.name, Qt::ElideRight, wide));
    painter.setPen(muted_colour(palette()));
    painter.drawText(QRectF(words.left(), words.bottom(), wide, 2 * metrics.height()),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, step.what);
    if (i + 1 == count()) continue;
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF tip(left + room + kArrowGap - 4, room / 2);
    painter.drawLine(QPointF(left + room + 4, room / 2), tip);
    painter.drawLine(tip, tip + QPointF(-kArrowHead, -kArrowHead));
    painter.drawLine(tip, tip + QPointF(-kArrowHead, kArrowHead));
  }
}

void PictureRow::mousePressEvent(QMouseEvent* event) {
  const int step = step_at(event->position());
  if (step < 0) return;
  current_ = step;
  emit step_clicked(step);
}

void PictureRow::mouseMoveEvent(QMouseEvent* event) {
  const int step = step_at(event->position());
  if (step < 0) {
    setToolTip({});
    emit left();
    return;
  }
  const Step& under = steps_[static_cast<std::size_t>(step)];
  setToolTip(QStringLiteral("%1: %2").arg(under.name, under.what));
  const QRectF place = picture_rect(step);
  const QPointF in = (event->position() - place.topLeft()) * (under.picture.width() / place.width());
  emit pixel_hovered(step, std::min(static_cast<int>(in.y()), under.picture.height() - 1),
                     std::min(static_cast<int>(in.x()), under.picture.width() - 1));
}

void PictureRow::leaveEvent(QEvent*) { emit left(); }

void PictureRow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
    if (count() > 0) emit step_clicked(current_);
    return;
  }
  const int move = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  if (move == 0 || count() == 0) return QWidget::keyPressEvent(event);
  current_ = std::clamp(current_ + move, 0, count() - 1);
  update();
}

}  // namespace convlens::ui
