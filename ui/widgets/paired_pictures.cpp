#include "ui/widgets/paired_pictures.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/paint/theme.h"
#include "ui/widgets/input_picture.h"

namespace convlens::ui {
namespace {
constexpr double kGap = kGrid;
constexpr double kLargestSide = 128;
}  // namespace

PairedPictures::PairedPictures(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void PairedPictures::set_names(const QString& upper, const QString& lower) {
  upper_name_ = upper;
  lower_name_ = lower;
  update();
}

void PairedPictures::set_pairs(std::vector<Pair> pairs) {
  pairs_ = std::move(pairs);
  current_ = std::clamp(current_, 0, std::max(0, count() - 1));
  QStringList captions;
  for (const Pair& pair : pairs_) captions << pair.caption;
  setAccessibleDescription(captions.join(QStringLiteral("; ")));
  update();
}

void PairedPictures::set_dimmed(bool dimmed) {
  if (dimmed == dimmed_) return;
  dimmed_ = dimmed;
  update();
}

int PairedPictures::line() const { return QFontMetrics(font_of(TypeSize::small)).height(); }

double PairedPictures::side() const {
  const int pairs = std::max(1, count());
  const double wide = (width() - 1 - (pairs - 1) * kGap) / pairs;
  const double high = (height() - 3 * line() - kGap - kGrid) / 2.0;
  return std::clamp(std::min(wide, high), 1.0, kLargestSide);
}

QRectF PairedPictures::place(int index, double top, const QImage& picture) const {
  const double room = side();
  const QSizeF fitted = picture.isNull() ? QSizeF(room, room) : QSizeF(picture.size()).scaled(room, room, Qt::KeepAspectRatio);
  return {QPointF(index * (room + kGap) + (room - fitted.width()) / 2, top + (room - fitted.height()) / 2), fitted};
}

QRectF PairedPictures::upper_rect(int index) const { return place(index, line() + 2, pair(index).upper); }
QRectF PairedPictures::lower_rect(int index) const {
  return place(index, 2 * line() + 4 + kGap / 2 + side(), pair(index).lower);
}

int PairedPictures::pair_at(QPointF point) const {
  const double room = side();
  const int index = static_cast<int>(point.x() / (room + kGap));
  const bool inside = point.x() >= 0 && point.y() >= line() && index < count() &&
                      point.x() - index * (room + kGap) <= room && point.y() <= 2 * (room + line()) + kGap + kGrid;
  return inside ? index : -1;
}

void PairedPictures::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(font_of(TypeSize::small));
  const QFontMetrics metrics(painter.font());
  const double room = side();
  painter.setPen(palette().color(QPalette::WindowText));
  if (count() > 0) {
    painter.drawText(QRectF(0, 0, width(), line()), Qt::AlignLeft, metrics.elidedText(upper_name_, Qt::ElideRight, width()));
    painter.drawText(QRectF(0, line() + 2 + room + kGap / 2, width(), line()), Qt::AlignLeft,
                     metrics.elidedText(lower_name_, Qt::ElideRight, width()));
  }
  for (int i = 0; i < count(); ++i) {
    for (const auto& [picture, rect] : {std::pair(pair(i).upper, upper_rect(i)), std::pair(pair(i).lower, lower_rect(i))}) {
      if (!picture.isNull()) painter.drawImage(rect, picture);
      const bool chosen = hasFocus() && i == current_;
      painter.setPen(chosen ? palette().color(QPalette::Highlight) : line_colour(palette()));
      painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5));
      if (dimmed_) paint_dimmed(painter, rect, palette());
    }
    painter.setPen(muted_colour(palette()));
    const int wide = static_cast<int>(room + kGap);
    painter.drawText(QRectF(i * (room + kGap) - kGap / 2, 2 * (room + line()) + 6 + kGap / 2, wide, line()), Qt::AlignHCenter,
                     metrics.elidedText(pair(i).caption, Qt::ElideRight, wide));
  }
}

void PairedPictures::mousePressEvent(QMouseEvent* event) {
  const int index = pair_at(event->position());
  if (index < 0) return;
  current_ = index;
  update();
  emit chosen(index);
}

void PairedPictures::mouseMoveEvent(QMouseEvent* event) {
  const int index = pair_at(event->position());
  if (index < 0)
    emit left();
  else
    emit hovered(index);
}

void PairedPictures::leaveEvent(QEvent*) { emit left(); }

void PairedPictures::keyPressEvent(QKeyEvent* event) {
  if (count() == 0) return QWidget::keyPressEvent(event);
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
    return emit chosen(current_);
  const int move = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  if (move == 0) return QWidget::keyPressEvent(event);
  current_ = std::clamp(current_ + move, 0, count() - 1);
  update();
  emit hovered(current_);
}

}  // namespace convlens::ui
