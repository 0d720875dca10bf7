#include "ui/widgets/about_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kWidth = 220;
constexpr int kBar = 3;          // width of the mark that there is more
constexpr int kLinesANotch = 3;  // of the wheel
constexpr int kNotch = 120;      // of QWheelEvent::angleDelta
constexpr int kWords = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

}  // namespace

AboutText::AboutText(QWidget* parent) : QLabel(parent) {
  setWordWrap(true);
  setTextFormat(Qt::PlainText);
  setMaximumWidth(kWidth);
  setMinimumHeight(1);
  setAlignment(Qt::AlignLeft | Qt::AlignTop);
  setForegroundRole(QPalette::PlaceholderText);
  setFont(font_of(TypeSize::small));
}

int AboutText::whole_height() const {
  const QRect room(0, 0, contentsRect().width() - 2 * kBar, 0);
  return fontMetrics().boundingRect(room, kWords, text()).height();
}

int AboutText::hidden_height() const {
  // As a label would set it, in all of the width.
  const QRect room(0, 0, contentsRect().width(), 0);
  if (fontMetrics().boundingRect(room, kWords, text()).height() <= contentsRect().height()) return 0;
  return whole_height() - contentsRect().height();
}

void AboutText::paintEvent(QPaintEvent* event) {
  const int hidden = hidden_height();
  scrolled_ = std::clamp(scrolled_, 0, std::max(0, hidden));
  if (hidden <= 0) return QLabel::paintEvent(event);
  QPainter painter(this);
  const QRect room = contentsRect();
  painter.setPen(palette().color(foregroundRole()));
  painter.drawText(QRect(room.left(), room.top() - scrolled_, room.width() - 2 * kBar, whole_height()),
                   kWords, text());
  const double share = static_cast<double>(room.height()) / (room.height() + hidden);
  painter.fillRect(
      QRectF(room.right() - kBar + 1, room.top() + scrolled_ * share, kBar, room.height() * share),
      line_colour(palette()));
}

void AboutText::wheelEvent(QWheelEvent* event) {
  const int hidden = hidden_height();
  if (hidden <= 0) return QLabel::wheelEvent(event);
  const int step = event->angleDelta().y() * kLinesANotch * fontMetrics().lineSpacing() / kNotch;
  scrolled_ = std::clamp(scrolled_ - step, 0, hidden);
  update();
  event->accept();
}

bool AboutText::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || hidden_height() <= 0) return QLabel::event(event);
  QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
  return true;
}

}  // namespace convlens::ui
