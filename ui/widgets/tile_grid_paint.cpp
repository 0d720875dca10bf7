#include <QPaintEvent>
#include <QPainter>
#include <algorithm>

#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {
constexpr int kRing = 2;
constexpr int kCaptionGap = 4;  // between neighbouring captions, where they fill their places
constexpr double kNumberMargin = 4;
constexpr double kSign = 11, kSignInset = 2, kSignLine = 1.3, kFullPart = 0.26;
}  // namespace

void TileGrid::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  for (int i = 0; i < count(); ++i)
    if (tile_rect(i).adjusted(-kRing, -kRing, kRing, kRing + caption_height()).intersects(event->rect()))
      paint_tile(painter, i);
  if (hasFocus() && selected_ < 0) {
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
  }
}

void TileGrid::paint_tile(QPainter& painter, int index) const {
  const QRect tile = tile_rect(index), place = picture_rect(index);
  painter.drawImage(place, tiles_[static_cast<std::size_t>(index)]);
  if (numbers_fit(index)) paint_numbers(painter, index);
  const bool chosen = index == selected_;
  painter.setPen(
      QPen(chosen ? palette().color(QPalette::Highlight) : line_colour(palette()), chosen ? kRing : 1));
  painter.drawRect(chosen ? QRectF(place).adjusted(-1, -1, 1, 1) : QRectF(place).adjusted(-.5, -.5, .5, .5));
  if (static_cast<std::size_t>(index) < signs_.size()) paint_sign(painter, index);
  if (index >= captions_.size()) return;
  painter.setFont(font_of(TypeSize::small));
  painter.setPen(chosen ? palette().color(QPalette::WindowText) : muted_colour(palette()));
  const QRect words(tile.left() - kGrid / 2 + kCaptionGap / 2, tile.bottom() + 3, tile.width() + kGrid - kCaptionGap, caption_height());
  QStringList lines = captions_[index].split(u'\n');
  for (QString& line : lines) line = painter.fontMetrics().elidedText(line, Qt::ElideRight, words.width());
  painter.drawText(words, Qt::AlignHCenter | Qt::AlignTop, lines.join(u'\n'));
}

bool TileGrid::numbers_fit(int index) const {
  if (!pixel_value_) return false;
  const double pixel = static_cast<double>(picture_rect(index).width()) /
                       std::max(1, tiles_[static_cast<std::size_t>(index)].width());
  return pixel >= QFontMetricsF(font_of(TypeSize::small)).horizontalAdvance(cell_number(-8, decimals_)) +
                      kNumberMargin;
}

void TileGrid::paint_numbers(QPainter& painter, int index) const {
  const QImage& picture = tiles_[static_cast<std::size_t>(index)];
  const QRectF place = picture_rect(index);
  const double width = place.width() / picture.width(), height = place.height() / picture.height();
  painter.setFont(font_of(TypeSize::small));
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x) {
      const auto value = pixel_value_(index, y, x);
      if (!value) continue;
      painter.setPen(text_colour_on(picture.pixel(x, y)));
      painter.drawText(QRectF(place.left() + x * width, place.top() + y * height, width, height),
                       Qt::AlignCenter, cell_number(*value, decimals_));
    }
}

/// A small disc in the upper right corner: with an empty, crossed-out circle, or with a full one.
void TileGrid::paint_sign(QPainter& painter, int index) const {
  const TileSign& sign = signs_[static_cast<std::size_t>(index)];
  if (sign.form == TileSign::Form::none) return;
  const QRectF place = picture_rect(index);
  const QRectF disc(place.right() - kSign - kSignInset, place.top() + kSignInset, kSign, kSign);
  const QColor ink = palette().color(QPalette::WindowText);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(ink, kSignLine));
  painter.setBrush(palette().color(QPalette::Base));
  painter.drawEllipse(disc);
  const QPointF middle = disc.center();
  if (sign.form == TileSign::Form::crossed_out) {
    const QPointF arm(disc.width() / 2 * 0.7, -disc.width() / 2 * 0.7);
    painter.drawLine(middle - arm, middle + arm);
  } else {
    painter.setBrush(ink);
    painter.drawEllipse(middle, disc.width() * kFullPart, disc.width() * kFullPart);
  }
  painter.restore();
}

}  // namespace convlens::ui
