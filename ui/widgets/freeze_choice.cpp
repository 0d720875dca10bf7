#include "ui/widgets/freeze_choice.h"

#include <QEvent>
#include <algorithm>

namespace convlens::ui {

FreezeChoice::FreezeChoice(QWidget* parent) : QComboBox(parent) { fill(); }

void FreezeChoice::set_graph(std::shared_ptr<const Graph> graph) {
  if (graph == graph_) return;
  graph_ = std::move(graph);
  fill();
}

void FreezeChoice::fill() {
  const QString chosen = layer();
  clear();
  addItem(tr("All layers move"), QString());
  QString last;  // with weights that are trained; it never freezes
  if (graph_)
    for (const Node& node : graph_->nodes()) {
      // Asked of the layer: in a graph that is frozen itself, no slot is trainable.
      if (std::ranges::none_of(node.layer->parameters(node.input_shapes), &ParameterSpec::trainable))
        continue;
      if (!last.isEmpty()) addItem(tr("Frozen up to %1").arg(last), last);
      last = QString::fromStdString(node.name);
    }
  setCurrentIndex(std::max(0, findData(chosen)));
  setAccessibleName(tr("Layers that keep their weights"));
  setToolTip(accessibleName());
}

void FreezeChoice::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) fill();
  QComboBox::changeEvent(event);
}

}  // namespace convlens::ui
