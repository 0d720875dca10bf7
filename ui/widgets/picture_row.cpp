#include "ui/widgets/picture_row.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr double kArrowGap = 18, kArrowHead = 3.5, kArrowMargin = 4;
constexpr int kLargestSide = 200;
constexpr double kWorthARow = 1.25;  // how much larger pictures make another row worth it
constexpr int kSmallestSide = 40;  // before more height is asked for
constexpr double kCaptionGap = 6;  // between neighbouring captions
/// What captions take of the gaps at their sides.
constexpr double kReach = (kArrowGap - kCaptionGap) / 2;

QFontMetrics small_metrics() { return QFontMetrics(font_of(TypeSize::small)); }

}  // namespace

PictureRow::PictureRow(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy = sizePolicy();
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void PictureRow::set_steps(std::vector<Step> steps) {
  steps_ = std::move(steps);
  current_ = std::clamp(current_, 0, std::max(0, count() - 1));
  const QFontMetrics metrics = small_metrics();
  widest_words_ = widest_word_ = 0;
  for (const Step& step : steps_) {
    widest_words_ = std::max(widest_words_, metrics.horizontalAdvance(step.what));
    for (const QString& word : step.what.split(u' '))
      widest_word_ = std::max(widest_word_, metrics.horizontalAdvance(word));
  }
  updateGeometry();
  describe();
  update();
}

void PictureRow::set_marked(int step) {
  marked_ = step;
  update();
}

void PictureRow::describe() {
  QStringList words;
  for (const Step& step : steps_) words << QStringLiteral("%1 %2").arg(step.name, step.what);
  setAccessibleDescription(words.join(QStringLiteral("; ")));
}

QSize PictureRow::minimumSizeHint() const { return {kSmallestSide, kSmallestSide}; }

int PictureRow::heightForWidth(int width) const {
  if (count() == 0) return kSmallestSide;
  const double least = std::max<double>(kSmallestSide, widest_word_ + 1 - 2 * kReach);
  const int columns =
      std::clamp(static_cast<int>((width - 2 * kReach + kArrowGap) / (least + kArrowGap)), 1, count());
  const Grid grid = grid_for(columns, width, 0);
  return grid.rows * (kSmallestSide + grid.words) + (grid.rows - 1) * kGrid;
}

PictureRow::Grid PictureRow::grid_for(int columns, double width, double height) const {
  Grid grid{.columns = columns, .rows = (count() + columns - 1) / columns};
  grid.cell = (width - 2 * kReach - (columns - 1) * kArrowGap) / columns;
  grid.cuts_words = widest_word_ + 1 > grid.cell + 2 * kReach;
  const int lines = widest_words_ == 0                       ? 1
                    : widest_words_ < grid.cell + 2 * kReach ? 2
                                                             : 3;  // the first is the name
  grid.words = lines * small_metrics().height() + kGrid / 2;
  const double high = (height - (grid.rows - 1) * kGrid) / grid.rows - grid.words;
  grid.side = std::clamp(std::min(grid.cell, high), 1.0, static_cast<double>(kLargestSide));
  // Not further apart than the words need.
  grid.cell = std::min(grid.cell, std::max(grid.side, widest_words_ + 1 - 2 * kReach));
  return grid;
}

/// One row as long as it shows every word whole; more where pictures gain much by it. Rows are filled evenly.
PictureRow::Grid PictureRow::grid() const {
  Grid best;
  for (int rows = 1; rows <= std::max(1, count()); ++rows) {
    const Grid next = grid_for((std::max(1, count()) + rows - 1) / rows, width(), height());
    if (rows == 1 || (best.cuts_words && !next.cuts_words) || next.side > kWorthARow * best.side) best = next;
  }
  return best;
}

QPointF PictureRow::corner(const Grid& grid, int step) {
  return {kReach + step % grid.columns * (grid.cell + kArrowGap),
          step / grid.columns * (grid.side + grid.words + kGrid)};
}

QRectF PictureRow::picture_rect(int step) const { return picture_rect(grid(), step); }

QRectF PictureRow::picture_rect(const Grid& grid, int step) const {
  const QSizeF shape = steps_[static_cast<std::size_t>(step)].picture.size();
  const QSizeF fitted = shape.scaled(grid.side, grid.side, Qt::KeepAspectRatio);
  return {corner(grid, step) + QPointF((grid.cell - fitted.width()) / 2, (grid.side - fitted.height()) / 2),
          fitted};
}

int PictureRow::step_at(QPointF place) const {
  const Grid now = grid();
  for (int step = 0; step < count(); ++step)
    if (picture_rect(now, step).contains(place)) return step;
  return -1;
}

void PictureRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(font_of(TypeSize::small));
  const QFontMetrics metrics(painter.font());
  const Grid now = grid();
  for (int i = 0; i < count(); ++i) {
    const Step& step = steps_[static_cast<std::size_t>(i)];
    const QRectF place = picture_rect(now, i);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.drawImage(place, step.picture);
    const bool framed = i == marked_ || (hasFocus() && i == current_);
    painter.setPen(framed ? palette().color(QPalette::Highlight) : line_colour(palette()));
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
    if (i == marked_) painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5));
    const QPointF here = corner(now, i);
    const int wide = static_cast<int>(now.cell + 2 * kReach);
    const QRectF words(here.x() - kReach, here.y() + now.side + kGrid / 2.0, wide, metrics.height());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(words, Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, metrics.elidedText(step.name, Qt::ElideRight, wide));
    painter.setPen(muted_colour(palette()));
    painter.drawText(QRectF(words.left(), words.bottom(), wide, 2 * metrics.height()),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, step.what);
    if (i + 1 == count() || (i + 1) % now.columns == 0) continue;
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF from = here + QPointF(now.cell, now.side / 2),
                  tip = from + QPointF(kArrowGap - kArrowMargin, 0);
    painter.drawLine(from + QPointF(kArrowMargin, 0), tip);
    painter.drawLine(tip, tip + QPointF(-kArrowHead, -kArrowHead));
    painter.drawLine(tip, tip + QPointF(-kArrowHead, kArrowHead));
  }
}

void PictureRow::mousePressEvent(QMouseEvent* event) {
  const int step = step_at(event->position());
  if (step < 0) return;
  current_ = step;
  emit step_clicked(step);
}

void PictureRow::mouseMoveEvent(QMouseEvent* event) {
  const int step = step_at(event->position());
  if (step < 0) {
    setToolTip({});
    emit left();
    return;
  }
  const Step& under = steps_[static_cast<std::size_t>(step)];
  setToolTip(QStringLiteral("%1: %2").arg(under.name, under.what));
  const QRectF place = picture_rect(step);
  const QPointF in = (event->position() - place.topLeft()) * (under.picture.width() / place.width());
  emit pixel_hovered(step, std::min(static_cast<int>(in.y()), under.picture.height() - 1),
                     std::min(static_cast<int>(in.x()), under.picture.width() - 1));
}

void PictureRow::leaveEvent(QEvent*) { emit left(); }

void PictureRow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
    if (count() > 0) emit step_clicked(current_);
    return;
  }
  const int move = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  if (move == 0 || count() == 0) return QWidget::keyPressEvent(event);
  current_ = std::clamp(current_ + move, 0, count() - 1);
  update();
}

}  // namespace convlens::ui
