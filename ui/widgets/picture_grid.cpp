#include "ui/widgets/picture_grid.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <utility>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr int kSide = 64;  // of a picture on the screen
constexpr int kGapX = 3 * kGrid, kGapY = kGrid / 2;
constexpr int kRing = 2, kCaptionGap = 6;  // the ring round the current picture lies in the gap
constexpr double kDimmed = 0.45;  // opacity
}  // namespace

PictureGrid::PictureGrid(QWidget* parent) : QAbstractScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  viewport()->setBackgroundRole(QPalette::Window);
  lay_out();
}

void PictureGrid::set_pictures(int count, Source source) {
  source_ = std::move(source);
  count_ = count;
  if (current_ >= count_) current_ = -1;
  lay_out();
  viewport()->update();
}

void PictureGrid::scroll_to_top() { verticalScrollBar()->setValue(0); }

void PictureGrid::set_current(int index) {
  if (index == current_) return;
  current_ = index;
  viewport()->update();
}

void PictureGrid::set_dimmed(bool dimmed) {
  if (dimmed == dimmed_) return;
  dimmed_ = dimmed;
  viewport()->update();
}

void PictureGrid::set_hint(const QString& hint) {
  if (hint == hint_) return;
  hint_ = hint;
  viewport()->update();
}

void PictureGrid::describe(const QString& words) {
  setAccessibleDescription(words);
  QAccessibleEvent event(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
}

void PictureGrid::lay_out() {
  caption_height_ = QFontMetrics(font_of(TypeSize::small)).height() + 2;
  // With room for the scroll bar, also where there is none yet: no column comes or goes while pictures arrive.
  const int room = width() - verticalScrollBar()->sizeHint().width();
  columns_ = std::max(1, room / (kSide + kGapX));
  cell_ = {std::max(kSide + kGapX, room / columns_), kSide + kCaptionGap + caption_height_ + kGapY};
  const int rows = (count_ + columns_ - 1) / columns_;
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(cell_.height() / 2);
  verticalScrollBar()->setRange(0, std::max(0, rows * cell_.height() + kGapY - viewport()->height()));
}

QRect PictureGrid::picture_rect(int index) const {
  return {(cell_.width() - kSide) / 2 + index % columns_ * cell_.width(),
          kGapY + index / columns_ * cell_.height() - verticalScrollBar()->value(), kSide, kSide};
}

std::pair<int, int> PictureGrid::visible() const {
  const int top = verticalScrollBar()->value();
  const int first = std::max(0, top - kGapY) / cell_.height();
  const int last = (top + viewport()->height()) / cell_.height() + 1;
  return {std::min(first * columns_, count_), std::min(last * columns_, count_)};
}

std::optional<int> PictureGrid::picture_at(QPoint point) const {
  const int column = point.x() / cell_.width();
  const int y = point.y() + verticalScrollBar()->value() - kGapY;
  if (point.x() < 0 || column >= columns_ || y < 0) return {};
  const int index = y / cell_.height() * columns_ + column;
  return index < count_ ? std::optional(index) : std::nullopt;
}

void PictureGrid::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setFont(font_of(TypeSize::small));
  if (dimmed_) painter.setOpacity(kDimmed);
  const auto [first, last] = visible();
  for (int i = first; i < last; ++i) paint_picture(painter, i);
  painter.setOpacity(1);
  if (count_ == 0) {
    painter.setFont(font_of(TypeSize::body));
    painter.setPen(muted_colour(palette()));
    painter.drawText(viewport()->rect().adjusted(kGrid, kGrid, -kGrid, -kGrid),
                     Qt::AlignCenter | Qt::TextWordWrap, hint_);
  }
  if (hasFocus() && current_ < 0) {
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
  }
}

void PictureGrid::paint_picture(QPainter& painter, int index) const {
  const GridPicture picture = source_(index);
  const QRect rect = picture_rect(index);
  const QSize size = picture.image.size().scaled(rect.size(), Qt::KeepAspectRatio);
  const QRect place(rect.topLeft() + QPoint((kSide - size.width()) / 2, (kSide - size.height()) / 2), size);
  painter.drawImage(place, picture.image);
  const QColor frame = picture.wrong ? warning_colour(palette()) : line_colour(palette());
  const double width = picture.wrong ? kRing : 1, half = width / 2;
  painter.setPen(QPen(frame, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter.drawRect(QRectF(place).adjusted(-half, -half, half, half));
  if (index == current_) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), kRing, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    const double out = width + kRing / 2.0 + 1;
    painter.drawRect(QRectF(place).adjusted(-out, -out, out, out));
  }
  paint_caption(painter, picture,
                {rect.center().x() - cell_.width() / 2 + 1, rect.bottom() + kCaptionGap, cell_.width() - 2, caption_height_});
}

void PictureGrid::paint_caption(QPainter& painter, const GridPicture& picture, const QRect& place) const {
  if (picture.captions.isEmpty()) return;
  const QFontMetrics metrics(painter.font());
  const auto fits = [&](const QString& text) { return metrics.horizontalAdvance(text) <= place.width(); };
  const auto fitting = std::ranges::find_if(picture.captions, fits);
  const QString text = fitting != picture.captions.end()
                           ? *fitting
                           : metrics.elidedText(picture.captions.back(), Qt::ElideMiddle, place.width());
  painter.setPen(picture.wrong ? warning_colour(palette()) : muted_colour(palette()));
  painter.drawText(place, Qt::AlignHCenter | Qt::AlignTop, text);
}

void PictureGrid::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  lay_out();
}

void PictureGrid::reveal(int index) {
  const QRect rect = picture_rect(index);
  QScrollBar* bar = verticalScrollBar();
  if (rect.top() < kGapY) bar->setValue(bar->value() + rect.top() - kGapY);
  const int below = rect.top() + cell_.height() - viewport()->height();
  if (below > 0) bar->setValue(bar->value() + below);
}

void PictureGrid::move_to(int index) {
  index = std::clamp(index, 0, count_ - 1);
  reveal(index);
  if (index == current_) return;
  set_current(index);
  emit current_changed(index);
}

void PictureGrid::mousePressEvent(QMouseEvent* event) {
  const auto index = picture_at(event->position().toPoint());
  if (!index || event->button() != Qt::LeftButton) return;
  move_to(*index);
  emit chosen(*index);
}

void PictureGrid::mouseMoveEvent(QMouseEvent* event) {
  if (const auto index = picture_at(event->position().toPoint()))
    emit hovered(*index);
  else
    emit left();
}

bool PictureGrid::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::Leave) emit left();
  return QAbstractScrollArea::viewportEvent(event);
}

void PictureGrid::keyPressEvent(QKeyEvent* event) {
  if (count_ == 0) return QAbstractScrollArea::keyPressEvent(event);
  const int page = std::max(1, viewport()->height() / cell_.height()) * columns_;
  const auto step = [&](int by) { move_to(current_ < 0 ? 0 : current_ + by); };
  switch (event->key()) {
    case Qt::Key_Left: return step(-1);
    case Qt::Key_Right: return step(1);
    case Qt::Key_Up: return step(current_ - columns_ < 0 ? 0 : -columns_);
    case Qt::Key_Down: return step(current_ + columns_ >= count_ ? 0 : columns_);
    case Qt::Key_PageUp: return step(-page);
    case Qt::Key_PageDown: return step(page);
    case Qt::Key_Home: return move_to(0);
    case Qt::Key_End: return move_to(count_ - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      if (current_ >= 0) emit chosen(current_);
      return;
    default: return QAbstractScrollArea::keyPressEvent(event);
  }
}

void PictureGrid::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  viewport()->update();
}

void PictureGrid::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  viewport()->update();
}

void PictureGrid::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) lay_out();
  QAbstractScrollArea::changeEvent(event);
}

}  // namespace convlens::ui
