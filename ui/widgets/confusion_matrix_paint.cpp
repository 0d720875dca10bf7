#include <QPainter>

#include "ui/paint/map_image.h"
#include "ui/paint/theme.h"
#include "ui/widgets/confusion_matrix.h"

namespace convlens::ui {
namespace {
constexpr double kDimmed = 0.45;      // opacity
constexpr double kNameGap = 4;        // as in the layout
constexpr double kSmallestGapped = 8;  // cells narrower than this touch
constexpr double kRing = 2;
constexpr double kLegendWidth = 64, kLegendHeight = 7;
constexpr int kLightGrey = 140;       // of a colour on which black is read better than white
}  // namespace

void ConfusionMatrix::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (shown_.empty()) return;
  painter.setFont(font_of(TypeSize::small));
  if (dimmed_) painter.setOpacity(kDimmed);
  paint_headers(painter);
  paint_legend(painter);
  paint_cells(painter);
  painter.setOpacity(1);
  if (chosen_) paint_ring(painter, *chosen_, kRing);
  if (pointed_) paint_ring(painter, *pointed_, hasFocus() ? kRing : 1);
}

void ConfusionMatrix::paint_headers(QPainter& painter) const {
  const QFontMetricsF metrics(painter.font());
  const double line = metrics.height();
  painter.setPen(muted_colour(palette()));
  painter.drawText(QRectF(cells_.left(), 0, cells_.width(), line), Qt::AlignCenter, tr("read as"));
  painter.save();
  painter.translate(0, cells_.bottom());
  painter.rotate(-90);
  painter.drawText(QRectF(0, 0, cells_.height(), line), Qt::AlignCenter, tr("true class"));
  painter.restore();
  const double height = cells_.height() / static_cast<double>(shown_.size());
  if (height < metrics.ascent()) return;  // as many classes as this have no room for names
  const QColor ink = palette().color(QPalette::WindowText);
  for (const int c : shown_) {
    const QRectF cell = cell_rect({c, c});
    painter.setPen(pointed_ && pointed_->truth == c ? palette().color(QPalette::Highlight) : ink);
    const QRectF row(line, cell.top(), cells_.left() - line - kNameGap, cell.height());
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                     metrics.elidedText(name(c), Qt::ElideRight, row.width()));
    painter.setPen(pointed_ && pointed_->predicted == c ? palette().color(QPalette::Highlight) : ink);
    const QRectF above(cell.left(), line, cell.width(), cells_.top() - line - 1);
    if (!upright_names_) {
      painter.drawText(above, Qt::AlignHCenter | Qt::AlignBottom, name(c));
      continue;
    }
    painter.save();
    painter.translate(above.center().x() - line / 2, above.bottom() - 1);
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, above.height(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(name(c), Qt::ElideRight, above.height()));
    painter.restore();
  }
}

/// At the right end of the line above the names, where nothing else is: a legend below would cost the rows height.
void ConfusionMatrix::paint_legend(QPainter& painter) const {
  const QFontMetricsF metrics(painter.font());
  const QString low = QStringLiteral("0"), high = QString::number(largest_error_);
  const double beside = metrics.horizontalAdvance(high) + kNameGap;
  const QRectF bar(cells_.right() - beside - kLegendWidth, (metrics.height() - kLegendHeight) / 2, kLegendWidth,
                   kLegendHeight);
  const double left = bar.left() - kNameGap - metrics.horizontalAdvance(low);
  if (left < cells_.center().x() + metrics.horizontalAdvance(tr("read as")) / 2 + kNameGap) return;
  QImage colours(static_cast<int>(kLegendWidth), 1, QImage::Format_RGB32);
  for (int x = 0; x < colours.width(); ++x)
    colours.setPixel(x, 0, colour_rgb(static_cast<float>(x), ColourMap::sequential,
                                      {0, static_cast<float>(colours.width() - 1)}));
  painter.drawImage(bar, colours);
  painter.setPen(muted_colour(palette()));
  const double height = metrics.height();
  painter.drawText(QRectF(left, 0, bar.left() - left, height), Qt::AlignLeft | Qt::AlignVCenter, low);
  painter.drawText(QRectF(bar.right(), 0, beside, height), Qt::AlignRight | Qt::AlignVCenter, high);
}

void ConfusionMatrix::paint_cells(QPainter& painter) const {
  for (const int truth : shown_)
    for (const int predicted : shown_) paint_cell(painter, {truth, predicted});
}

void ConfusionMatrix::paint_cell(QPainter& painter, ConfusionCell cell) const {
  const QRectF whole = cell_rect(cell);
  const QRectF rect = whole.width() < kSmallestGapped ? whole : whole.adjusted(0.5, 0.5, -0.5, -0.5);
  const int images = count(cell);
  const bool right = cell.truth == cell.predicted;
  const QRgb colour = right ? raised_colour(palette()).rgb()
                            : colour_rgb(static_cast<float>(images), ColourMap::sequential, range());
  painter.fillRect(rect, QColor(colour));
  if (!numbers_fit_ || images == 0) return;
  painter.setPen(right                         ? muted_colour(palette())
                 : qGray(colour) > kLightGrey ? QColor(Qt::black)
                                              : QColor(Qt::white));
  painter.drawText(rect, Qt::AlignCenter, QString::number(images));
}

void ConfusionMatrix::paint_ring(QPainter& painter, ConfusionCell cell, double width) const {
  const QRectF rect = cell_rect(cell);
  if (rect.isNull()) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(palette().color(QPalette::Highlight), width));
  painter.drawRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2));
}

}  // namespace convlens::ui
