#include "ui/views/selection_bar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/paint/theme.h"
#include "ui/views/view.h"
#include "ui/widgets/elided_label.h"

namespace convlens::ui {

SelectionBar::SelectionBar(QAction* up, QAction* enlarge, QWidget* parent)
    : QWidget(parent),
      up_(new QToolButton),
      enlarge_(new QToolButton),
      path_(new QLabel),
      value_(new ElidedLabel),
      scope_title_(new QLabel),
      scope_(new QComboBox) {
  up_->setDefaultAction(up);
  enlarge_->setDefaultAction(enlarge);
  for (QToolButton* button : {up_, enlarge_}) {
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFocusPolicy(Qt::StrongFocus);
  }
  for (const RangeScope scope : {RangeScope::map, RangeScope::layer, RangeScope::network})
    scope_->addItem(QString(), static_cast<int>(scope));
  scope_->setCurrentIndex(static_cast<int>(RangeScope::layer));
  path_->setFont(font_of(TypeSize::body, true));
  path_->setMinimumWidth(1);
  value_->setFont(font_of(TypeSize::small));
  value_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
  row->setSpacing(kGrid);
  row->addWidget(up_);
  row->addWidget(path_);
  row->addWidget(value_, 1);
  row->addSpacing(kGrid);
  row->addWidget(scope_title_);
  row->addWidget(scope_);
  row->addWidget(enlarge_);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(scope_, &QComboBox::currentIndexChanged, this,
          [this] { emit range_scope_chosen(static_cast<RangeScope>(scope_->currentData().toInt())); });
  retranslate();
}

void SelectionBar::retranslate() {
  scope_title_->setText(tr("Colours"));
  scope_title_->setForegroundRole(QPalette::PlaceholderText);
  scope_->setItemText(0, tr("per map"));
  scope_->setItemText(1, tr("per layer"));
  scope_->setItemText(2, tr("whole network"));
  scope_->setAccessibleName(tr("Which values share one colour scale"));
  scope_->setToolTip(scope_->accessibleName());
  value_->setAccessibleName(tr("Value under the cursor"));
  show_selection(selection_, frame_);
  show_value(QString());
}

void SelectionBar::show_selection(const Selection& selection, const FramePtr& frame) {
  selection_ = selection;
  frame_ = frame;
  QStringList path;
  if (frame && selection.layer >= 0) {
    const Node& node = frame->model->graph->node(selection.layer);
    path << QString::fromStdString(node.name);
    if (selection.map >= 0)
      path << (node.shape.is_vector() ? tr("unit %1") : tr("map %1")).arg(selection.map);
    if (selection.position) path << tr("y %1, x %2").arg(selection.position->y).arg(selection.position->x);
  } else {
    path << (frame ? tr("Nothing selected: %1 is shown")
                         .arg(QString::fromStdString(
                             frame->model->graph->node(shown_layer(*frame->model->graph, selection)).name))
                   : tr("Nothing selected"));
  }
  path_->setText(path.join(QStringLiteral(" › ")));
  path_->setAccessibleName(tr("Selection: %1").arg(path_->text()));
}

void SelectionBar::show_value(const QString& text) {
  value_->setForegroundRole(text.isEmpty() ? QPalette::PlaceholderText : QPalette::WindowText);
  value_->setText(text.isEmpty() ? tr("Point at a map for its values") : text);
  value_->setToolTip(text);
}

QString SelectionBar::selection_text() const { return path_->text(); }
QString SelectionBar::value_text() const { return value_->text(); }

void SelectionBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
