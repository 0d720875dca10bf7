#include "ui/widgets/sanity_link.h"

#include <QEvent>

namespace convlens::ui {

SanityLink::SanityLink(QWidget* parent) : QToolButton(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setToolButtonStyle(Qt::ToolButtonTextOnly);
  retranslate();
}

void SanityLink::retranslate() {
  setText(tr("Sanity check ▸"));
  setToolTip(tr("How this explanation changes when the weights are made random"));
  setAccessibleName(tr("Sanity check"));
}

void SanityLink::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QToolButton::changeEvent(event);
}

}  // namespace convlens::ui
