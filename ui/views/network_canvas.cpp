#include "ui/views/network_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>

#include "ui/paint/theme.h"
#include "ui/views/view.h"

namespace convlens::ui {

NetworkCanvas::NetworkCanvas(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void NetworkCanvas::present(FramePtr frame, const Selection& selection, RangeScope scope) {
  const bool another_layer = selection.layer != selection_.layer;
  frame_ = std::move(frame);
  selection_ = selection;
  scope_ = scope;
  const auto graph = frame_ ? frame_->model->graph : nullptr;
  if (graph != graph_) {
    graph_ = graph;
    lay_out();
    find_seen_parts();
  }
  if (frame_) thumbnails_.update(*frame_, counts_, scope_);
  if (another_layer && selection_.layer >= 0 && selection_.layer < static_cast<int>(layout_.columns.size()))
    emit wants_visible(layout_.columns[static_cast<std::size_t>(selection_.layer)].card);
  update();
}

void NetworkCanvas::show_unit(const std::optional<UnitPlace>& unit) {
  if (unit == unit_) return;
  unit_ = unit;
  find_seen_parts();
  update();
}

void NetworkCanvas::find_seen_parts() {
  seen_.assign(layout_.columns.size(), {});
  if (!unit_ || !graph_) return;
  for (int node = 0; node <= std::min(unit_->layer, graph_->size() - 1); ++node)
    seen_[static_cast<std::size_t>(node)] = seen_part(*graph_, *unit_, node);
}

void NetworkCanvas::lay_out() {
  counts_.clear();
  if (!graph_) {
    layout_ = {};
    return;
  }
  const double line = QFontMetricsF(font_of(TypeSize::small)).height();
  // As high as itself: where a scroll bar goes, this is made higher before the place around it is.
  layout_ = lay_out_network(*graph_, QSizeF(parentWidget() ? parentWidget()->width() : width(), height()), line);
  setMinimumWidth(static_cast<int>(layout_.width));
  for (const NetworkColumn& column : layout_.columns)
    counts_.push_back(graph_->node(column.node).shape.is_vector() ? 0 : column.shown);
}

void NetworkCanvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  lay_out();
  if (frame_) thumbnails_.update(*frame_, counts_, scope_);
}

void NetworkCanvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) lay_out();
  QWidget::changeEvent(event);
}

NetworkCanvas::Place NetworkCanvas::place_at(QPointF point) const {
  for (const NetworkColumn& column : layout_.columns) {
    if (!column.card.contains(point)) continue;
    Place place{column.node, -1, {}};
    if (const auto unit = column.unit_at(point)) {
      const Shape& shape = graph_->node(column.node).shape;
      const QPointF in = point - column.tile(*unit).topLeft();
      place.unit = *unit;
      place.position = {
          std::min(static_cast<int>(in.y() / column.tile_height * shape.height), shape.height - 1),
          std::min(static_cast<int>(in.x() / column.tile_width * shape.width), shape.width - 1)};
    }
    return place;
  }
  return {};
}

void NetworkCanvas::mousePressEvent(QMouseEvent* event) {
  const Place place = place_at(event->position());
  if (place.node < 0) return;
  emit selection_requested({place.node, place.unit, std::nullopt, selection_.class_index});
}

void NetworkCanvas::mouseMoveEvent(QMouseEvent* event) {
  const Place place = place_at(event->position());
  const bool on_unit = frame_ && place.unit >= 0;
  emit unit_hovered(on_unit ? std::optional(UnitPlace{place.node, place.unit, place.position})
                            : std::nullopt);
  if (on_unit) return emit hovered(value_text(*frame_, place.node, place.unit, place.position));
  emit hovered(frame_ && place.node >= 0 ? QString::fromStdString(graph_->node(place.node).name) : QString());
}

void NetworkCanvas::leaveEvent(QEvent*) {
  emit unit_hovered({});
  emit hovered({});
}

void NetworkCanvas::keyPressEvent(QKeyEvent* event) {
  if (!graph_) return QWidget::keyPressEvent(event);
  Selection next = selection_;
  next.position.reset();
  const int last = graph_->size() - 1;
  switch (event->key()) {
    case Qt::Key_Left:
      next.layer = next.layer < 0 ? last : std::max(0, next.layer - 1);
      break;
    case Qt::Key_Right:
      next.layer = std::min(last, next.layer + 1);
      break;
    case Qt::Key_Home:
      next.layer = 0;
      break;
    case Qt::Key_End:
      next.layer = last;
      break;
    case Qt::Key_Up:
      next.map = std::max(0, next.map - 1);
      break;
    case Qt::Key_Down:
      next.map += 1;
      break;
    default:
      return QWidget::keyPressEvent(event);
  }
  next.layer = std::max(next.layer, 0);
  next.map = std::min(next.map, graph_->node(next.layer).shape.channels - 1);
  emit selection_requested(next);
}

}  // namespace convlens::ui
