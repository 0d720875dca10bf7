#include "ui/views/inspector.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QTabBar>
#include <QToolButton>

#include "ui/paint/icons.h"

namespace convlens::ui {

Inspector::Inspector(QAction* export_view, QWidget* parent)
    : QTabWidget(parent), freeze_(new QAction(this)) {
  freeze_->setCheckable(true);
  freeze_->setIcon(line_icon(QStringLiteral("freeze")));
  freeze_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F));
  auto* corner = new QWidget;
  auto* buttons = new QHBoxLayout(corner);
  buttons->setContentsMargins(0, 0, 0, 0);
  buttons->setSpacing(0);
  for (QAction* action : {export_view, freeze_}) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    buttons->addWidget(button);
  }
  setCornerWidget(corner);
  for (const ViewKind& kind : view_kinds()) {
    View* view = kind.create();
    view->setObjectName(QString::fromLatin1(kind.id));
    connect(view, &View::selection_requested, this, &Inspector::selection_requested);
    connect(view, &View::input_requested, this, &Inspector::input_requested);
    connect(view, &View::model_requested, this, &Inspector::model_requested);
    connect(view, &View::view_requested, this, &Inspector::open_view);
    connect(view, &View::hovered, this, &Inspector::hovered);
    connect(view, &View::job_wanted, this, &Inspector::job_wanted);
    connect(view, &View::job_cancelled, this, &Inspector::job_cancelled);
    connect(view, &View::failed, this, &Inspector::failed);
    connect(view, &View::unit_hovered, this, &Inspector::unit_hovered);
    addTab(view, QString());
    views_.push_back(view);
  }
  connect(freeze_, &QAction::toggled, this, [this](bool frozen) {
    if (View* view = current_view()) view->set_frozen(frozen);
    retranslate();
  });
  connect(this, &QTabWidget::currentChanged, this, [this](int index) {
    if (const View* view = current_view()) freeze_->setChecked(view->is_frozen());
    show_tabs_of(group_of(index));
    last_[group_of(index)] = index;
    emit group_changed(group_of(index));
  });
  retranslate();
  show_tabs_of(group());
}

void Inspector::show_tabs_of(ViewGroup group) {
  // Those of the group first: hiding the tab in front would bring another page there.
  for (const bool shown : {true, false})
    for (int i = 0; i < count(); ++i)
      if ((group_of(i) == group) == shown && tabBar()->isTabVisible(i) != shown) tabBar()->setTabVisible(i, shown);
}

void Inspector::open_group(ViewGroup group) {
  if (group == this->group()) return;
  const auto last = last_.find(group);
  int index = last == last_.end() ? 0 : last->second;
  while (index < count() && group_of(index) != group) ++index;
  setCurrentIndex(index);
}

void Inspector::open_view(const QString& id) {
  for (View* view : views_)
    if (view->objectName() == id) setCurrentWidget(view);
}

void Inspector::retranslate() {
  setAccessibleName(tr("Inspector"));
  freeze_->setText(freeze_->isChecked() ? tr("Frozen") : tr("Freeze"));
  freeze_->setToolTip(tr("Keep this view as it is while the others move on (%1)")
                          .arg(freeze_->shortcut().toString(QKeySequence::NativeText)));
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

void Inspector::show_data_sets(const QStringList& words, const QString& current) {
  for (View* view : views_) view->show_data_sets(words, current);
}
void Inspector::choose_data_set(const QString& word) {
  for (View* view : views_) view->choose_data_set(word);
}
void Inspector::show_training(bool under_way) {
  for (View* view : views_) view->show_training(under_way);
}
void Inspector::show_film(const FilmPtr& film) {
  for (View* view : views_) view->show_film(film);
}
void Inspector::keep_in(const std::filesystem::path& folder) {
  for (View* view : views_) view->keep_in(folder / view->objectName().toStdString());
}

void Inspector::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QTabWidget::changeEvent(event);
}

}  // namespace convlens::ui
