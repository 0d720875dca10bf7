#include "ui/widgets/digit_boxes.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/paint/theme.h"
#include "ui/widgets/input_picture.h"

namespace convlens::ui {
namespace {

constexpr int kUsualWidth = 240, kHighest = 176;
constexpr double kLine = 1.4, kChosenLine = 2.6, kUnder = 2;  // a light line under each: seen on any picture
constexpr double kReach = 3;                                  // pixels round a box that still belong to it
constexpr double kLabelSide = 3;

}  // namespace

DigitBoxes::DigitBoxes(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void DigitBoxes::set_picture(const QImage& picture) {
  picture_ = picture;
  updateGeometry();
  update();
}

void DigitBoxes::set_boxes(std::vector<DigitBox> boxes) {
  boxes_ = std::move(boxes);
  if (current_ >= count()) current_ = -1;
  set_current(current_);
}

void DigitBoxes::set_current(int index) {
  current_ = index;
  setAccessibleDescription(index < 0 ? QString() : box(index).description);
  QAccessibleEvent event(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
  update();
}

int DigitBoxes::heightForWidth(int width) const {
  if (picture_.isNull()) return minimumSizeHint().height();
  return std::clamp(width * picture_.height() / picture_.width(), minimumSizeHint().height(), kHighest);
}

QSize DigitBoxes::sizeHint() const { return {kUsualWidth, heightForWidth(kUsualWidth)}; }

QRectF DigitBoxes::area() const { return fitted_area(picture_.size(), size(), Qt::AlignCenter); }

QRectF DigitBoxes::box_rect(int index) const {
  const QRectF whole = area(), part = box(index).place;
  return {whole.left() + part.left() * whole.width(), whole.top() + part.top() * whole.height(),
          part.width() * whole.width(), part.height() * whole.height()};
}

int DigitBoxes::box_at(QPointF point) const {
  for (int i = 0; i < count(); ++i)
    if (box_rect(i).adjusted(-kReach, -kReach, kReach, kReach).contains(point)) return i;
  return -1;
}

void DigitBoxes::paintEvent(QPaintEvent*) {
  if (picture_.isNull()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const QRectF place = area();
  painter.drawImage(place, picture_);
  painter.setPen(hasFocus() ? palette().color(QPalette::Highlight) : line_colour(palette()));
  painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
  for (int i = 0; i < count(); ++i) {
    const double line = i == current_ ? kChosenLine : kLine;
    painter.setPen(QPen(Qt::white, line + kUnder));
    painter.drawRect(box_rect(i));
    painter.setPen(
        QPen(box(i).sure ? palette().color(QPalette::Highlight) : warning_colour(palette()), line));
    painter.drawRect(box_rect(i));
  }
  painter.setFont(font_of(TypeSize::small, true));
  QList<QRectF> taken;
  // The chosen one's label is never the one that has to be short.
  if (current_ >= 0) paint_label(painter, current_, taken);
  for (int i = 0; i < count(); ++i)
    if (i != current_) paint_label(painter, i, taken);
}

/// On the upper edge of its box; shorter, or below the box, where another label is in the way; else not at all.
void DigitBoxes::paint_label(QPainter& painter, int index, QList<QRectF>& taken) const {
  const QFontMetricsF metrics(painter.font());
  const QRectF rect = box_rect(index);
  QRectF place;
  QString text;
  const auto finds_place = [&] {
    for (const bool above : {true, false})
      for (const QString& label : box(index).labels) {
        text = label;
        place = {0, 0, metrics.horizontalAdvance(text) + 2 * kLabelSide, metrics.height()};
        place.moveCenter({rect.center().x(), above ? rect.top() - place.height() / 2 : rect.bottom() + place.height() / 2});
        place.moveLeft(std::clamp(place.left(), 0.0, std::max(0.0, width() - place.width())));
        if (place.top() < 0) place.moveTop(rect.top());
        if (place.bottom() > height()) place.moveBottom(rect.bottom());
        if (std::ranges::none_of(taken, [&](const QRectF& other) { return other.intersects(place); })) return true;
      }
    return false;
  };
  if (!finds_place()) return;
  taken << place;
  painter.fillRect(place, box(index).sure ? palette().color(QPalette::Highlight) : warning_colour(palette()));
  painter.setPen(box(index).sure ? palette().color(QPalette::HighlightedText)
                                 : palette().color(QPalette::Base));
  painter.drawText(place, Qt::AlignCenter, text);
}

void DigitBoxes::choose(int index) {
  set_current(index);
  emit chosen(index);
}

void DigitBoxes::mousePressEvent(QMouseEvent* event) {
  if (const int index = box_at(event->position()); index >= 0 && event->button() == Qt::LeftButton)
    choose(index);
}

void DigitBoxes::mouseMoveEvent(QMouseEvent* event) {
  const int index = box_at(event->position());
  setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  emit hovered(index >= 0 ? box(index).description : QString());
}

void DigitBoxes::leaveEvent(QEvent*) { emit hovered({}); }

void DigitBoxes::keyPressEvent(QKeyEvent* event) {
  if (count() == 0) return QWidget::keyPressEvent(event);
  const int last = count() - 1;
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
      return choose(std::max(0, current_ - 1));
    case Qt::Key_Right:
    case Qt::Key_Down:
      return choose(std::min(last, current_ + 1));
    case Qt::Key_Home:
      return choose(0);
    case Qt::Key_End:
      return choose(last);
    default:
      return QWidget::keyPressEvent(event);
  }
}

}  // namespace convlens::ui
