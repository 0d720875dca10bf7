#include "ui/widgets/tile_grid.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr int kGap = kGrid;
constexpr int kRing = 2;
}  // namespace

TileGrid::TileGrid(QWidget* parent) : QAbstractScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  viewport()->setBackgroundRole(QPalette::Window);
}

void TileGrid::set_tiles(std::vector<QImage> tiles, QStringList captions) {
  const bool same_size = tiles.size() == tiles_.size();
  tiles_ = std::move(tiles);
  captions_ = std::move(captions);
  if (!same_size) update_scroll_bar();
  viewport()->update();
}

void TileGrid::set_selected(int index) {
  if (index == selected_) return;
  selected_ = index;
  if (index >= 0 && index < count()) {
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

void TileGrid::set_tile_side(int side) {
  side_ = side;
  update_scroll_bar();
  viewport()->update();
}

int TileGrid::caption_height() const {
  return captions_.isEmpty() ? 0 : QFontMetrics(font_of(TypeSize::small)).height() + 2;
}
QSize TileGrid::cell() const { return {side_ + kGap, side_ + caption_height() + kGap}; }
int TileGrid::columns() const { return std::max(1, (viewport()->width() - kGap) / cell().width()); }

QRect TileGrid::tile_rect(int index) const {
  const int row = index / columns(), column = index % columns();
  return {kGap + column * cell().width(), kGap + row * cell().height() - verticalScrollBar()->value(), side_,
          side_};
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

void TileGrid::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  painter.setFont(font_of(TypeSize::small));
  for (int i = 0; i < count(); ++i) {
    const QRect rect = tile_rect(i);
    const QRect whole = rect.adjusted(-kRing, -kRing, kRing, kRing + caption_height());
    if (!whole.intersects(event->rect())) continue;
    const QImage& tile = tiles_[static_cast<std::size_t>(i)];
    const QSize size = tile.size().scaled(rect.size(), Qt::KeepAspectRatio);
    const QRect place(rect.topLeft() + QPoint((side_ - size.width()) / 2, (side_ - size.height()) / 2), size);
    painter.drawImage(place, tile);
    const bool chosen = i == selected_;
    painter.setPen(
        QPen(chosen ? palette().color(QPalette::Highlight) : line_colour(palette()), chosen ? kRing : 1));
    painter.drawRect(chosen ? QRectF(place).adjusted(-1, -1, 1, 1)
                            : QRectF(place).adjusted(-.5, -.5, .5, .5));
    if (i < captions_.size()) {
      painter.setPen(chosen ? palette().color(QPalette::WindowText) : muted_colour(palette()));
      painter.drawText(QRect(rect.left() - kGap / 2, rect.bottom() + 3, side_ + kGap, caption_height()),
                       Qt::AlignHCenter | Qt::AlignTop, captions_[i]);
    }
  }
  if (hasFocus() && selected_ < 0) {
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
  }
}

void TileGrid::mousePressEvent(QMouseEvent* event) {
  const int index = tile_at(event->position().toPoint());
  if (index >= 0) emit tile_clicked(index);
}

void TileGrid::mouseMoveEvent(QMouseEvent* event) {
  const QPoint at = event->position().toPoint();
  const int index = tile_at(at);
  if (index < 0 || !tile_rect(index).contains(at)) return emit left();
  const QImage& tile = tiles_[static_cast<std::size_t>(index)];
  const QSize size = tile.size().scaled(side_, side_, Qt::KeepAspectRatio);
  const QPoint in =
      at - tile_rect(index).topLeft() - QPoint((side_ - size.width()) / 2, (side_ - size.height()) / 2);
  if (!QRect(QPoint(), size).contains(in)) return emit left();
  emit pixel_hovered(index, in.y() * tile.height() / size.height(), in.x() * tile.width() / size.width());
}

bool TileGrid::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::Leave) emit left();
  return QAbstractScrollArea::viewportEvent(event);
}

void TileGrid::keyPressEvent(QKeyEvent* event) {
  int move = 0;
  if (event->key() == Qt::Key_Left) move = -1;
  if (event->key() == Qt::Key_Right) move = 1;
  if (event->key() == Qt::Key_Up) move = -columns();
  if (event->key() == Qt::Key_Down) move = columns();
  if (move == 0 || count() == 0) return QAbstractScrollArea::keyPressEvent(event);
  const int next = selected_ < 0 ? 0 : selected_ + move;
  if (next >= 0 && next < count()) emit tile_clicked(next);
}

}  // namespace convlens::ui
