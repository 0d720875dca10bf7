#include "ui/widgets/colour_legend.h"

#include <QEvent>
#include <QPainter>

#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr int kBarHeight = 8, kBarWidth = 176;
}

ColourLegend::ColourLegend(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  describe();
}

void ColourLegend::set_scale(ColourMap map, ValueRange range) {
  if (map == map_ && range.low == range_.low && range.high == range_.high) return;
  map_ = map;
  range_ = range;
  describe();
  update();
}

void ColourLegend::describe() {
  setAccessibleName(tr("Colour scale"));
  setAccessibleDescription(tr("from %1 to %2").arg(short_number(range_.low), short_number(range_.high)));
}

QSize ColourLegend::minimumSizeHint() const {
  return {kBarWidth, kBarHeight + 2 + QFontMetrics(font_of(TypeSize::small)).height()};
}

void ColourLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int steps = width();
  QImage bar(steps, 1, QImage::Format_RGB32);
  for (int x = 0; x < steps; ++x) {
    const float t = (static_cast<float>(x) + 0.5f) / static_cast<float>(steps);
    bar.setPixel(x, 0, colour_rgb(range_.low + t * (range_.high - range_.low), map_, range_));
  }
  painter.drawImage(QRectF(0, 0, width(), kBarHeight), bar);
  painter.setPen(line_colour(palette()));
  painter.drawRect(QRectF(0.5, 0.5, width() - 1.0, kBarHeight - 1.0));
  painter.setFont(font_of(TypeSize::small));
  painter.setPen(muted_colour(palette()));
  const QRectF numbers(0, kBarHeight + 1, width(), height() - kBarHeight - 1);
  painter.drawText(numbers, Qt::AlignLeft | Qt::AlignTop, short_number(range_.low));
  painter.drawText(numbers, Qt::AlignRight | Qt::AlignTop, short_number(range_.high));
  if (range_.low < 0 && range_.high > 0) {
    const double zero = -range_.low / (range_.high - range_.low) * width();
    painter.drawText(QRectF(zero - 20, numbers.top(), 40, numbers.height()), Qt::AlignHCenter | Qt::AlignTop,
                     QStringLiteral("0"));
  }
}

void ColourLegend::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
