#include <QPainterPath>

#include "ui/paint/map_image.h"
#include "ui/paint/theme.h"
#include "ui/widgets/draw_pad.h"

namespace convlens::ui {
namespace {

constexpr double kCorner = 6;
constexpr int kPixelArtSide = 64;  // smaller pictures keep their pixels' edges

void paint_hint(QPainter& painter, const QRectF& area, const QPalette& palette, const QString& first,
                const QString& second) {
  painter.setPen(muted_colour(palette));
  painter.setFont(font_of(TypeSize::title));
  const QRectF upper = area.adjusted(kGrid, 0, -kGrid, -area.height() / 2);
  const QRectF lower = area.adjusted(kGrid, area.height() / 2 + kGrid, -kGrid, 0);
  painter.drawText(upper, Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap, first);
  painter.setFont(font_of(TypeSize::small));
  painter.drawText(lower, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, second);
}

}  // namespace

void DrawPad::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = paper();
  const QRectF frame = area.adjusted(0.5, 0.5, -0.5, -0.5);
  QPainterPath card;
  card.addRoundedRect(frame, kCorner, kCorner);
  painter.fillPath(card, palette().color(QPalette::Base));
  painter.save();
  painter.setClipPath(card);
  if (content().picture) {
    if (picture_.isNull()) picture_ = to_qimage(*content().picture);
    const QSizeF size = QSizeF(picture_.size()).scaled(area.size(), Qt::KeepAspectRatio);
    const QRectF place(area.center() - QPointF(size.width() / 2, size.height() / 2), size);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, picture_.width() > kPixelArtSide);
    painter.drawImage(place, picture_);
  } else if (content().empty()) {
    paint_hint(painter, area, palette(), tr("Draw a digit here"),
               tr("or drop a picture. The right button erases."));
  } else {
    ensure_ink();
    painter.drawImage(area.topLeft(), ink_);
  }
  const double factor = area.width() / kPadSide;
  if (!ink_box_.isNull() && !content().picture) {
    const PadContent& c = content();
    const QRectF box(area.left() + (ink_box_.left() * c.scale + c.offset_x) * factor,
                     area.top() + (ink_box_.top() * c.scale + c.offset_y) * factor,
                     ink_box_.width() * c.scale * factor, ink_box_.height() * c.scale * factor);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.2, Qt::DashLine));
    painter.drawRect(box);
  }
  if (keyboard_pen_ && hasFocus()) {
    const QPointF pen = area.topLeft() + *keyboard_pen_ * factor;
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawEllipse(pen, pen_width_ * factor / 2, pen_width_ * factor / 2);
  }
  painter.restore();
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(hasFocus() ? palette().color(QPalette::Highlight) : line_colour(palette()), 1));
  painter.drawPath(card);
}

}  // namespace convlens::ui
