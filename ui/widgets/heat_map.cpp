#include "ui/widgets/heat_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/input_picture.h"

namespace convlens::ui {
namespace {
constexpr double kNumberMargin = 4;
constexpr double kMapOverGhost = 0.72;
constexpr int kMostNumbers = 400;
}  // namespace

HeatMap::HeatMap(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void HeatMap::set_values(std::vector<float> values, int height, int width, ColourMap map, ValueRange range) {
  values_ = std::move(values);
  map_height_ = height;
  map_width_ = width;
  image_ = QImage(width, height, QImage::Format_RGB32);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) image_.setPixel(x, y, colour_rgb(value({y, x}), map, range));
  update();
}

void HeatMap::set_picture(const QImage& picture) {
  values_.clear();
  map_height_ = picture.height();
  map_width_ = picture.width();
  image_ = picture;
  update();
}

void HeatMap::set_ghost(QImage picture, const QRectF& behind) {
  ghost_ = std::move(picture);
  behind_ = behind;
  update();
}

void HeatMap::set_marked(std::optional<Position> position) {
  marked_ = position;
  update();
}

void HeatMap::set_dimmed(bool dimmed) {
  if (dimmed == dimmed_) return;
  dimmed_ = dimmed;
  update();
}

QRectF HeatMap::area() const {
  if (filling_) return rect();
  return fitted_area({map_width_, map_height_}, size(), alignment_);
}

QRectF HeatMap::cell_rect(Position at) const {
  const QRectF place = area();
  const double wide = place.width() / std::max(1, map_width_), high = place.height() / std::max(1, map_height_);
  return {place.left() + at.x * wide, place.top() + at.y * high, wide, high};
}

std::optional<Position> HeatMap::position_at(QPointF point) const {
  const QRectF place = area();
  if (map_width_ == 0 || !place.contains(point)) return {};
  const QRectF cell = cell_rect({0, 0});
  return Position{std::clamp(static_cast<int>((point.y() - place.top()) / cell.height()), 0, map_height_ - 1),
                  std::clamp(static_cast<int>((point.x() - place.left()) / cell.width()), 0, map_width_ - 1)};
}

bool HeatMap::numbers_fit() const {
  if (values_.empty() || values_.size() > kMostNumbers) return false;
  const QFontMetricsF metrics(font_of(TypeSize::small));
  const QRectF cell = cell_rect({0, 0});
  const double room = cell.height() < metrics.height() ? 0 : cell.width() - kNumberMargin;
  const int decimals = common_decimals(values_);
  return std::all_of(values_.begin(), values_.end(),
                     [&](float v) { return metrics.horizontalAdvance(cell_number(v, decimals)) <= room; });
}

void HeatMap::paint_ghost(QPainter& painter, const QRectF& place) const {
  painter.fillRect(place, Qt::black);  // beyond the picture there is nothing
  const QRectF part = behind_.intersected(QRectF(ghost_.rect()));
  const double sx = place.width() / behind_.width(), sy = place.height() / behind_.height();
  painter.drawImage(
      QRectF(place.left() + (part.left() - behind_.left()) * sx,
             place.top() + (part.top() - behind_.top()) * sy, part.width() * sx, part.height() * sy),
      ghost_, part);
}

void HeatMap::paintEvent(QPaintEvent*) {
  if (image_.isNull()) return;
  QPainter painter(this);
  const QRectF place = area();
  if (!ghost_.isNull() && !behind_.isEmpty()) {
    paint_ghost(painter, place);
    painter.setOpacity(kMapOverGhost);
  }
  painter.drawImage(place, image_);
  painter.setOpacity(1);
  // Cells that stand for nothing.
  for (int y = 0; y < map_height_ && !values_.empty(); ++y)
    for (int x = 0; x < map_width_; ++x)
      if (std::isnan(value({y, x}))) painter.fillRect(cell_rect({y, x}), palette().window());
  if (dimmed_) paint_dimmed(painter, place, palette());
  painter.setPen(line_colour(palette()));
  painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
  if (numbers_fit()) {
    painter.setFont(font_of(TypeSize::small));
    const int decimals = common_decimals(values_);
    for (int y = 0; y < map_height_; ++y)
      for (int x = 0; x < map_width_; ++x) {
        if (std::isnan(value({y, x}))) continue;
        painter.setPen(text_colour_on(image_.pixel(x, y)));
        painter.drawText(cell_rect({y, x}), Qt::AlignCenter, cell_number(value({y, x}), decimals));
      }
  }
  if (marked_ && marked_->y < map_height_ && marked_->x < map_width_) {
    const QRectF cell = cell_rect(*marked_).adjusted(-1, -1, 1, 1);
    painter.setPen(QPen(Qt::black, 3));
    painter.drawRect(cell);
    painter.setPen(QPen(Qt::white, 1.4));
    painter.drawRect(cell);
  }
  if (hasFocus()) {
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
  }
}

void HeatMap::mousePressEvent(QMouseEvent* event) {
  const auto at = position_at(event->position());
  if (!at) return;
  emit position_clicked(*at);
  emit position_opened(*at);
}

void HeatMap::mouseMoveEvent(QMouseEvent* event) {
  if (const auto at = position_at(event->position()))
    emit position_hovered(*at);
  else
    emit left();
}

void HeatMap::leaveEvent(QEvent*) { emit left(); }

void HeatMap::keyPressEvent(QKeyEvent* event) {
  Position at = marked_.value_or(Position{});
  if (event->key() == Qt::Key_Left)
    --at.x;
  else if (event->key() == Qt::Key_Right)
    ++at.x;
  else if (event->key() == Qt::Key_Up)
    --at.y;
  else if (event->key() == Qt::Key_Down)
    ++at.y;
  else if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
    return QWidget::keyPressEvent(event);
  if (map_width_ == 0) return;
  at = {std::clamp(at.y, 0, map_height_ - 1), std::clamp(at.x, 0, map_width_ - 1)};
  emit position_clicked(at);
  emit position_hovered(at);
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) emit position_opened(at);
}

}  // namespace convlens::ui
