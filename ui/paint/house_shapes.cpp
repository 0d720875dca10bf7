#include "ui/paint/house_shapes.h"

#include <QStyle>

namespace convlens::ui {
namespace {

constexpr double kRound = 6, kSmallRound = 4, kBarRound = 3;
constexpr int kSeparatorMargin = 6, kUnderline = 2;

void draw_panel(QPainter& painter, const QRect& rect, const QColor& ground, const QColor& frame) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(frame.isValid() ? QPen(frame, 1) : QPen(Qt::NoPen));
  painter.setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
  painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), kRound, kRound);
  painter.restore();
}

void draw_bar(QPainter& painter, const QRectF& rect, double round, const QColor& colour) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawRoundedRect(rect, round, round);
  painter.restore();
}

bool pressed(const QStyleOption& option) { return option.state & (QStyle::State_Sunken | QStyle::State_On); }
bool hovered(const QStyleOption& option) {
  return (option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled);
}

bool focused(const QStyleOption& option) { return option.state & QStyle::State_HasFocus; }

}  // namespace

void draw_line(QPainter& painter, const QRect& rect, Qt::Edge edge, const QPalette& colours) {
  const int y = edge == Qt::TopEdge ? rect.top() : rect.bottom();
  painter.fillRect(QRect(rect.left(), y, rect.width(), 1), colours.color(QPalette::Mid));
}

void draw_tool_panel(QPainter& painter, const QStyleOption& button) {
  QColor ground, frame;
  if (hovered(button)) ground = button.palette.color(QPalette::AlternateBase);
  if (pressed(button)) ground = button.palette.color(QPalette::Mid);
  if (ground.isValid()) frame = button.palette.color(QPalette::Mid);
  if (focused(button)) frame = button.palette.color(QPalette::Highlight);
  if (ground.isValid() || frame.isValid()) draw_panel(painter, button.rect, ground, frame);
}

void draw_tool_separator(QPainter& painter, const QStyleOption& separator) {
  const QRect& rect = separator.rect;
  const QRect line =
      separator.state & QStyle::State_Horizontal
          ? QRect(rect.center().x(), rect.top() + kSeparatorMargin, 1, rect.height() - 2 * kSeparatorMargin)
          : QRect(rect.left() + kSeparatorMargin, rect.center().y(), rect.width() - 2 * kSeparatorMargin, 1);
  painter.fillRect(line, separator.palette.color(QPalette::Mid));
}

bool is_default_action(const QStyleOption& button) {
  const auto* push = qstyleoption_cast<const QStyleOptionButton*>(&button);
  return push != nullptr && push->features.testFlag(QStyleOptionButton::DefaultButton) &&
         (push->state & QStyle::State_Enabled);
}

void draw_push_panel(QPainter& painter, const QStyleOption& button) {
  const bool first = is_default_action(button);
  QColor ground = button.palette.color(first ? QPalette::Highlight : QPalette::Button);
  QColor frame = button.palette.color(first ? QPalette::Highlight : QPalette::Mid);
  if (pressed(button)) ground = first ? ground.darker(115) : button.palette.color(QPalette::Mid);
  if (hovered(button)) frame = button.palette.color(first ? QPalette::WindowText : QPalette::Highlight);
  if (focused(button)) frame = button.palette.color(first ? QPalette::WindowText : QPalette::Highlight);
  draw_panel(painter, button.rect, ground, frame);
}

void draw_progress_groove(QPainter& painter, const QStyleOption& bar) {
  draw_bar(painter, bar.rect, kBarRound, bar.palette.color(QPalette::Mid));
}

void draw_progress_done(QPainter& painter, const QStyleOptionProgressBar& bar) {
  const double range = 1.0 * bar.maximum - bar.minimum;
  const double part = range > 0 ? qBound(0.0, (1.0 * bar.progress - bar.minimum) / range, 1.0) : 1.0;
  QRectF done = bar.rect;
  done.setWidth(done.width() * part);
  if (bar.direction == Qt::RightToLeft) done.moveRight(QRectF(bar.rect).right());
  if (done.width() > 0) draw_bar(painter, done, kBarRound, bar.palette.color(QPalette::Highlight));
}

void draw_tab(QPainter& painter, const QStyleOption& tab) {
  if (tab.state & (QStyle::State_MouseOver | QStyle::State_HasFocus))
    painter.fillRect(tab.rect, tab.palette.color(QPalette::AlternateBase));
  if (tab.state & QStyle::State_Selected)
    painter.fillRect(QRect(tab.rect.left(), tab.rect.bottom() + 1 - kUnderline, tab.rect.width(), kUnderline),
                     tab.palette.color(QPalette::Highlight));
}

void draw_scroll_handle(QPainter& painter, const QStyleOptionSlider& bar, const QRect& handle) {
  const bool held = (bar.activeSubControls & QStyle::SC_ScrollBarSlider) &&
                    (bar.state & (QStyle::State_MouseOver | QStyle::State_Sunken));
  draw_bar(painter, QRectF(handle).adjusted(1, 1, -1, -1), kSmallRound,
           bar.palette.color(held ? QPalette::PlaceholderText : QPalette::Mid));
}

}  // namespace convlens::ui
