#include "ui/widgets/tile_grid.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <tuple>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr int kGap = kGrid;
constexpr int kSmallestTile = 24, kLargestTile = 640;
constexpr double kZoomStep = 1.3;
constexpr int kWheelStep = 120;  // Qt's eighths of a degree
}  // namespace

int zoomed_tile_side(int side, int steps) {
  return std::clamp(qRound(side * std::pow(kZoomStep, steps)), kSmallestTile, kLargestTile);
}

TileGrid::TileGrid(QWidget* parent) : QAbstractScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  viewport()->setBackgroundRole(QPalette::Window);
}

void TileGrid::set_tiles(std::vector<QImage> tiles, QStringList captions) {
  const auto was = std::tuple(tiles_.size(), caption_lines_, tallest_);
  tiles_ = std::move(tiles);
  captions_ = std::move(captions);
  caption_lines_ = 1;
  for (const QString& caption : captions_)
    caption_lines_ = std::max(caption_lines_, static_cast<int>(caption.count(u'\n')) + 1);
  tallest_ = tiles_.empty() ? 1 : 0;
  for (const QImage& tile : tiles_)
    tallest_ =
        std::max(tallest_, std::min(1.0, static_cast<double>(tile.height()) / std::max(1, tile.width())));
  if (was != std::tuple(tiles_.size(), caption_lines_, tallest_)) update_scroll_bar();
  viewport()->update();
}

void TileGrid::set_selected(int index, bool reveal) {
  if (index == selected_) return;
  selected_ = index;
  if (reveal && index >= 0 && index < count()) {
    const QRect rect = tile_rect(index);
    QScrollBar* bar = verticalScrollBar();
    if (rect.top() < 0) bar->setValue(bar->value() + rect.top() - kGap);
    if (index < columns())
      bar->setValue(0);
    else if (rect.bottom() + caption_height() > viewport()->height())
      bar->setValue(bar->value() + rect.bottom() + caption_height() + kGap - viewport()->height());
  }
  viewport()->update();
}

void TileGrid::set_signs(std::vector<TileSign> signs) {
  signs_ = std::move(signs);
  viewport()->update();
}

void TileGrid::set_pixel_values(PixelValue value, int decimals) {
  pixel_value_ = std::move(value);
  decimals_ = decimals;
  viewport()->update();
}

void TileGrid::set_tile_side(int side) {
  if (side == side_) return;
  side_ = side;
  update_scroll_bar();
  viewport()->update();
}

int TileGrid::caption_height() const {
  return captions_.isEmpty() ? 0 : caption_lines_ * QFontMetrics(font_of(TypeSize::small)).height() + 2;
}
int TileGrid::side() const { return std::clamp(viewport()->width() - 2 * kGap, 1, side_); }
int TileGrid::tile_height() const { return std::max(1, qRound(side() * tallest_)); }
QSize TileGrid::cell() const { return {side() + kGap, tile_height() + caption_height() + kGap}; }
int TileGrid::columns() const { return std::max(1, (viewport()->width() - kGap) / cell().width()); }

QRect TileGrid::tile_rect(int index) const {
  const int row = index / columns(), column = index % columns();
  return {kGap + column * cell().width(), kGap + row * cell().height() - verticalScrollBar()->value(), side(),
          tile_height()};
}

/// The picture keeps its proportions within the tile.
QRect TileGrid::picture_rect(int index) const {
  const QRect tile = tile_rect(index);
  const QSize size = tiles_[static_cast<std::size_t>(index)].size().scaled(tile.size(), Qt::KeepAspectRatio);
  return {tile.topLeft() + QPoint((tile.width() - size.width()) / 2, (tile.height() - size.height()) / 2),
          size};
}

void TileGrid::update_scroll_bar() {
  const int rows = (count() + columns() - 1) / columns();
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(cell().height() / 2);
  verticalScrollBar()->setRange(0, std::max(0, rows * cell().height() + kGap - viewport()->height()));
}

void TileGrid::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  update_scroll_bar();
}

int TileGrid::tile_at(QPoint position) const {
  const int column = (position.x() - kGap / 2) / cell().width();
  if (position.x() < 0 || column >= columns()) return -1;
  const int row = (position.y() + verticalScrollBar()->value() - kGap / 2) / cell().height();
  const int index = row * columns() + column;
  return index >= 0 && index < count() ? index : -1;
}

void TileGrid::mousePressEvent(QMouseEvent* event) {
  const int index = tile_at(event->position().toPoint());
  if (index >= 0) emit tile_clicked(index);
}

void TileGrid::mouseMoveEvent(QMouseEvent* event) {
  const QPoint at = event->position().toPoint();
  const int index = tile_at(at);
  if (index < 0) return emit left();
  const QRect place = picture_rect(index);
  if (!place.contains(at)) return emit left();
  const QSize pixels = tiles_[static_cast<std::size_t>(index)].size();
  const QPoint in = at - place.topLeft();
  emit pixel_hovered(index, in.y() * pixels.height() / place.height(),
                     in.x() * pixels.width() / place.width());
}

bool TileGrid::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::Leave) emit left();
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto index = static_cast<std::size_t>(tile_at(help->pos()));
    if (index < signs_.size() && !signs_[index].words.isEmpty()) {
      QToolTip::showText(help->globalPos(), signs_[index].words, viewport());
      return true;
    }
  }
  return QAbstractScrollArea::viewportEvent(event);
}

void TileGrid::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) return emit zoom_requested(1);
  if (event->key() == Qt::Key_Minus) return emit zoom_requested(-1);
  int move = 0;
  if (event->key() == Qt::Key_Left) move = -1;
  if (event->key() == Qt::Key_Right) move = 1;
  if (event->key() == Qt::Key_Up) move = -columns();
  if (event->key() == Qt::Key_Down) move = columns();
  if (move == 0 || count() == 0) return QAbstractScrollArea::keyPressEvent(event);
  const int next = selected_ < 0 ? 0 : selected_ + move;
  if (next >= 0 && next < count()) emit tile_clicked(next);
}

void TileGrid::wheelEvent(QWheelEvent* event) {
  if (!(event->modifiers() & Qt::ControlModifier)) return QAbstractScrollArea::wheelEvent(event);
  wheel_angle_ += event->angleDelta().y();
  const int steps = wheel_angle_ / kWheelStep;
  wheel_angle_ -= steps * kWheelStep;
  if (steps != 0) emit zoom_requested(steps);
  event->accept();
}

}  // namespace convlens::ui
