#include "ui/views/view.h"

#include <QCoreApplication>
#include <QEvent>

#include "ui/paint/numbers.h"
#include "ui/paint/receptive_field.h"

namespace convlens::ui {

void View::show_frame(FramePtr frame) {
  frame_ = std::move(frame);
  if (frame_) frame_seen(*frame_);
  refresh_when_visible();
}

void View::show_selection(const Selection& selection) {
  if (selection == selection_) return;
  selection_ = selection;
  refresh_when_visible();
}

void View::show_range_scope(RangeScope scope) {
  if (scope == scope_) return;
  scope_ = scope;
  refresh_when_visible();
}

void View::refresh_when_visible() {
  stale_ = !isVisible();
  if (!stale_) refresh();
}

void View::showEvent(QShowEvent* event) {
  if (stale_) {
    stale_ = false;
    refresh();
  }
  QWidget::showEvent(event);
}

void View::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    refresh_when_visible();
  }
  QWidget::changeEvent(event);
}

int shown_layer(const Graph& graph, const Selection& selection) {
  if (selection.layer >= 0 && selection.layer < graph.size()) return selection.layer;
  for (int i = 0; i < graph.size(); ++i) {
    if (graph.node(i).layer->kind() != "conv2d") continue;
    const bool activated = i + 1 < graph.size() && colour_map_of(graph, i + 1) == ColourMap::sequential;
    return activated ? i + 1 : i;
  }
  return graph.size() - 1;
}

QString value_text(const Frame& frame, int layer, int map, Position at) {
  const Node& node = frame.model->graph->node(layer);
  const QString name = QString::fromStdString(node.name);
  const QString value = exact_number(frame.activations->of(layer).at(0, map, at.y, at.x)) +
                        QStringLiteral(" · ") + field_text(*frame.model->graph, {layer, map, at});
  if (node.shape.is_vector())
    return QCoreApplication::translate("View", "%1 · unit %2 · %3").arg(name).arg(map).arg(value);
  return QCoreApplication::translate("View", "%1 · map %2 · y %3, x %4 · %5")
      .arg(name)
      .arg(map)
      .arg(at.y)
      .arg(at.x)
      .arg(value);
}

}  // namespace convlens::ui
