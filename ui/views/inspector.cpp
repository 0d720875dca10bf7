#include "ui/views/inspector.h"

#include <QEvent>

#include "ui/views/registry.h"

namespace convlens::ui {

Inspector::Inspector(QWidget* parent) : QTabWidget(parent) {
  setDocumentMode(true);
  for (const ViewKind& kind : view_kinds()) {
    View* view = kind.create();
    view->setObjectName(QString::fromLatin1(kind.id));
    connect(view, &View::selection_requested, this, &Inspector::selection_requested);
    connect(view, &View::hovered, this, &Inspector::hovered);
    connect(view, &View::unit_hovered, this, &Inspector::unit_hovered);
    addTab(view, QString());
    views_.push_back(view);
  }
  retranslate();
}

void Inspector::retranslate() {
  setAccessibleName(tr("Inspector"));
  for (int i = 0; i < count(); ++i) setTabText(i, view_title(view_kinds()[static_cast<std::size_t>(i)]));
}

void Inspector::show_frame(const FramePtr& frame) {
  for (View* view : views_) view->show_frame(frame);
}
void Inspector::show_selection(const Selection& selection) {
  for (View* view : views_) view->show_selection(selection);
}
void Inspector::show_range_scope(RangeScope scope) {
  for (View* view : views_) view->show_range_scope(scope);
}

void Inspector::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QTabWidget::changeEvent(event);
}

}  // namespace convlens::ui
