#include "ui/widgets/scatter_plot.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr double kInset = 18;  // between the outermost points and the border
constexpr double kReach = 12;  // of the mouse
constexpr double kZoomStep = 1.25, kLargestZoom = 60;
constexpr double kWheelStep = 120;  // eighths of a degree, as Qt counts a notch
constexpr double kMove = 0.15;      // of the widget, by a key
constexpr double kSideways = 2;     // what a point aside of the way counts against one ahead

QRectF extent_of(const ScatterPoints& points) {
  if (points.size() == 0) return {0, 0, 1, 1};
  const auto [left, right] = std::ranges::minmax_element(points.x);
  const auto [bottom, top] = std::ranges::minmax_element(points.y);
  return QRectF(QPointF(*left, *bottom), QPointF(*right, *top));
}

}  // namespace

ScatterPlot::ScatterPlot(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ScatterPlot::set_points(ScatterPoints points, Source picture) {
  points_ = std::move(points);
  picture_ = std::move(picture);
  extent_ = extent_of(points_);
  if (current_ >= count()) current_ = -1;
  if (pointed_ >= count()) pointed_ = -1;
  std::erase_if(neighbours_, [this](int point) { return point >= count(); });
  pictured_.clear();
  redraw();
}

void ScatterPlot::set_pictures_shown(bool shown) {
  pictures_shown_ = shown;
  redraw();
}

void ScatterPlot::set_star(std::optional<QPointF> place, std::vector<int> neighbours) {
  star_ = place;
  neighbours_ = std::move(neighbours);
  update();
}

void ScatterPlot::set_axes(const QString& across, const QString& up) {
  across_ = across;
  up_ = up;
  update();
}

void ScatterPlot::set_dimmed(bool dimmed) {
  if (dimmed == dimmed_) return;
  dimmed_ = dimmed;
  redraw();
}

void ScatterPlot::show_all() {
  zoom_ = 1;
  centre_ = {0.5, 0.5};
  redraw();
}

void ScatterPlot::describe(const QString& words) {
  setAccessibleDescription(words);
  QAccessibleEvent event(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
}

void ScatterPlot::redraw() {
  scene_ = QPixmap();
  update();
}

/// Pixels a unit.
double ScatterPlot::scale() const {
  double fitted = INFINITY;
  if (extent_.width() > 0) fitted = std::max(1.0, width() - 2 * kInset) / extent_.width();
  if (extent_.height() > 0)
    fitted = std::min(fitted, std::max(1.0, height() - 2 * kInset) / extent_.height());
  return zoom_ * (std::isinf(fitted) ? 1 : fitted);
}

QPointF ScatterPlot::place_of(QPointF values) const {
  const QPointF middle(extent_.left() + centre_.x() * extent_.width(),
                       extent_.top() + centre_.y() * extent_.height());
  return QPointF(width() / 2.0, height() / 2.0) +
         scale() * QPointF(values.x() - middle.x(), middle.y() - values.y());
}

QPointF ScatterPlot::place_of(int point) const {
  const auto i = static_cast<std::size_t>(point);
  return place_of(QPointF(points_.x[i], points_.y[i]));
}

std::optional<int> ScatterPlot::point_at(QPointF place) const {
  const QSizeF half = picture_size() / 2;
  for (const int point : pictured_) {
    const QPointF apart = place_of(point) - place;
    if (std::abs(apart.x()) <= half.width() && std::abs(apart.y()) <= half.height()) return point;
  }
  std::optional<int> nearest;
  double least = kReach * kReach;
  for (int i = 0; i < count(); ++i) {
    const QPointF apart = place_of(i) - place;
    const double distance = QPointF::dotProduct(apart, apart);
    if (distance > least) continue;
    least = distance;
    nearest = i;
  }
  return nearest;
}

void ScatterPlot::zoom_by(double factor, QPointF fixed) {
  const double before = zoom_;
  zoom_ = std::clamp(zoom_ * factor, 1.0, kLargestZoom);
  if (zoom_ == 1) return show_all();
  const QPointF from_middle = fixed - QPointF(width() / 2.0, height() / 2.0);
  move_by(from_middle * (1 - zoom_ / before));
}

void ScatterPlot::move_by(QPointF pixels) {
  const double unit = scale();
  if (extent_.width() > 0)
    centre_.rx() = std::clamp(centre_.x() - pixels.x() / unit / extent_.width(), 0.0, 1.0);
  if (extent_.height() > 0)
    centre_.ry() = std::clamp(centre_.y() + pixels.y() / unit / extent_.height(), 0.0, 1.0);
  redraw();
}

void ScatterPlot::resizeEvent(QResizeEvent*) { redraw(); }

void ScatterPlot::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  pressed_ = event->position();
  dragging_ = false;
}

void ScatterPlot::mouseMoveEvent(QMouseEvent* event) {
  if (pressed_ && (event->buttons() & Qt::LeftButton)) {
    const QPointF moved = event->position() - *pressed_;
    if (!dragging_ && moved.manhattanLength() < QApplication::startDragDistance()) return;
    dragging_ = true;
    setCursor(Qt::ClosedHandCursor);
    pressed_ = event->position();
    return move_by(moved);
  }
  const auto point = point_at(event->position());
  setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
  set_pointed(point.value_or(-1));
  if (point)
    emit point_hovered(*point);
  else
    emit left();
}

void ScatterPlot::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !pressed_) return;
  const bool clicked = !dragging_;
  pressed_.reset();
  dragging_ = false;
  unsetCursor();
  if (!clicked) return;
  const auto point = point_at(event->position());
  if (!point) return;
  set_current(*point);
  emit point_chosen(*point);
}

void ScatterPlot::leaveEvent(QEvent*) {
  set_pointed(-1);
  emit left();
}

void ScatterPlot::wheelEvent(QWheelEvent* event) {
  zoom_by(std::pow(kZoomStep, event->angleDelta().y() / kWheelStep), event->position());
  event->accept();
}

void ScatterPlot::set_current(int point) {
  if (point == current_) return;
  current_ = point;
  update();
}

void ScatterPlot::set_pointed(int point) {
  if (point == pointed_) return;
  pointed_ = point;
  update();
}

/// To the nearest point of those that lie that way.
void ScatterPlot::step(QPointF direction) {
  if (count() == 0) return;
  const QPointF from = current_ >= 0 ? place_of(current_) : QPointF(width() / 2.0, height() / 2.0);
  int next = -1;
  double least = INFINITY;
  for (int i = 0; i < count(); ++i) {
    if (i == current_) continue;
    const QPointF way = place_of(i) - from;
    const double ahead = QPointF::dotProduct(way, direction);
    const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
    if (ahead <= 0 || aside > ahead) continue;
    const double cost = ahead + kSideways * aside;
    if (cost >= least) continue;
    least = cost;
    next = i;
  }
  if (next < 0) return;
  set_current(next);
  const QRectF seen = QRectF(rect()).adjusted(kInset, kInset, -kInset, -kInset);
  if (const QPointF place = place_of(next); !seen.contains(place))
    move_by(QPointF(width() / 2.0, height() / 2.0) - place);
  emit current_changed(next);
}

void ScatterPlot::keyPressEvent(QKeyEvent* event) {
  const QPointF middle = current_ >= 0 ? place_of(current_) : QPointF(width() / 2.0, height() / 2.0);
  const auto arrow = [&](QPointF direction) {
    if (event->modifiers() & Qt::ShiftModifier)
      move_by({-direction.x() * kMove * width(), -direction.y() * kMove * height()});
    else
      step(direction);
  };
  switch (event->key()) {
    case Qt::Key_Left:
      return arrow({-1, 0});
    case Qt::Key_Right:
      return arrow({1, 0});
    case Qt::Key_Up:
      return arrow({0, -1});
    case Qt::Key_Down:
      return arrow({0, 1});
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom_by(kZoomStep, middle);
    case Qt::Key_Minus:
      return zoom_by(1 / kZoomStep, middle);
    case Qt::Key_0:
    case Qt::Key_Home:
      return show_all();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      if (current_ >= 0) emit point_chosen(current_);
      return;
    default:
      return QWidget::keyPressEvent(event);
  }
}

void ScatterPlot::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) redraw();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
