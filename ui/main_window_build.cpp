#include <QDockWidget>
#include <QMenuBar>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

#include "ui/focus_keeper.h"
#include "ui/main_window_parts.h"
#include "ui/paint/icons.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kInputWidth = 256, kAnswerWidth = 208, kTrainingHeight = 176;
constexpr int kNetworkShare = 11, kInspectorShare = 10;
constexpr int kToolIcon = 20;

QDockWidget* dock(MainWindow& window, const char* name, QWidget* content, Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(&window);
  dock->setObjectName(QString::fromLatin1(name));
  dock->setWidget(content);
  // A title of our own, in bold; the docks are shown and hidden in the View menu.
  auto* title = new QLabel;
  title->setObjectName(QStringLiteral("dock_title"));
  title->setContentsMargins(kGrid, kGrid / 2, kGrid, 2);
  title->setFont(font_of(TypeSize::body, true));
  dock->setTitleBarWidget(title);
  QObject::connect(dock, &QDockWidget::windowTitleChanged, title, &QLabel::setText);
  dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
  window.addDockWidget(area, dock);
  return dock;
}

QToolButton* menu_button(const char* icon, QMenu* menu) {
  auto* button = new QToolButton;
  button->setIcon(line_icon(QString::fromLatin1(icon)));
  button->setMenu(menu);
  button->setPopupMode(QToolButton::InstantPopup);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

}  // namespace

MainWindow::Parts::Parts(MainWindow& owner) : window(owner), actions(new WindowActions(&owner)) {
  build_docks();
  build_centre();
  build_menus();
  build_tools();
  connect_actions();
  connect_views();
  connect_hand();
  new FocusKeeper(window, *inspector);
  retranslate();
}

void MainWindow::Parts::build_docks() {
  input = new InputPanel(*actions);
  answer = new AnswerPanel;
  training = new TrainingPanel(*actions);
  input_dock = dock(window, "input", input, Qt::LeftDockWidgetArea);
  answer_dock = dock(window, "answer", answer, Qt::RightDockWidgetArea);
  training_dock = dock(window, "training", training, Qt::BottomDockWidgetArea);
  window.resizeDocks({input_dock, answer_dock}, {kInputWidth, kAnswerWidth}, Qt::Horizontal);
  window.resizeDocks({training_dock}, {kTrainingHeight}, Qt::Vertical);
  window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks |
                        QMainWindow::AllowTabbedDocks);
}

void MainWindow::Parts::build_centre() {
  messages = new MessageBar;
  network = new NetworkView;
  selection_bar = new SelectionBar(actions->selection_up, actions->enlarge);
  inspector = new Inspector(actions->export_view);
  rail = new ViewRail;
  hand = inspector->findChild<HandView*>();
  compare = inspector->findChild<CompareView*>();
  auto* tabs = new QHBoxLayout;
  tabs->setSpacing(0);
  tabs->addWidget(rail);
  tabs->addWidget(inspector, 1);
  auto* lower = new QWidget;
  auto* lower_column = new QVBoxLayout(lower);
  lower_column->setContentsMargins(0, 0, 0, 0);
  lower_column->setSpacing(0);
  lower_column->addWidget(selection_bar);
  lower_column->addLayout(tabs, 1);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(network);
  splitter->addWidget(lower);
  splitter->setStretchFactor(0, kNetworkShare);
  splitter->setStretchFactor(1, kInspectorShare);
  auto* centre = new QWidget;
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(splitter, 1);
  window.setCentralWidget(centre);
  model_title = new QLabel;
  model_title->setContentsMargins(kGrid, 0, kGrid, 0);
  opening = new JobProgress;
  opening->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  window.statusBar()->addPermanentWidget(opening);
  window.statusBar()->addPermanentWidget(model_title);
  window.statusBar()->setSizeGripEnabled(false);
}

void MainWindow::Parts::build_menus() {
  QMenuBar* bar = window.menuBar();
  file_menu = bar->addMenu(QString());
  edit_menu = bar->addMenu(QString());
  training_menu = bar->addMenu(QString());
  view_menu = bar->addMenu(QString());
  help_menu = bar->addMenu(QString());
  model_menu = new QMenu(&window);
  data_menu = new QMenu(&window);
  language_menu = new QMenu(&window);
  file_menu->addActions({actions->open, actions->save_drawing});
  file_menu->addSeparator();
  file_menu->addActions({actions->open_model, actions->save_model, actions->describe_input});
  file_menu->addSeparator();
  file_menu->addActions({actions->export_view, actions->export_report});
  file_menu->addSeparator();
  file_menu->addAction(actions->quit);
  edit_menu->addActions({actions->undo, actions->redo, actions->clear});
  edit_menu->addSeparator();
  edit_menu->addActions({actions->paste, actions->selection_up});
  training_menu->addActions({actions->train, actions->pause, actions->step, actions->stop, actions->go_on});
  training_menu->addSeparator();
  training_menu->addAction(actions->get_mnist);
  view_menu->addActions(
      {input_dock->toggleViewAction(), answer_dock->toggleViewAction(), training_dock->toggleViewAction()});
  view_menu->addSeparator();
  view_menu->addActions({actions->enlarge, actions->theme});
  language_menu->addActions({actions->english, actions->chinese});
  view_menu->addMenu(language_menu);
  help_menu->addActions({actions->how_to_use, actions->show_keys});
  help_menu->addSeparator();
  help_menu->addAction(actions->about);
}

void MainWindow::Parts::build_tools() {
  tools = window.addToolBar(QString());
  tools->setObjectName(QStringLiteral("tools"));
  tools->setMovable(false);
  tools->setIconSize({kToolIcon, kToolIcon});
  tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  tools->addActions({actions->train, actions->pause, actions->step, actions->stop});
  tools->addSeparator();
  model_button = menu_button("model", model_menu);
  data_button = menu_button("data", data_menu);
  language_button = menu_button("language", language_menu);
  language_button->setText(QStringLiteral("中 / En"));
  tools->addWidget(model_button);
  tools->addWidget(data_button);
  // Between the two groups of buttons: it takes no room while nothing is written.
  report_progress = new JobProgress;
  report_progress->setObjectName(QStringLiteral("report_progress"));
  auto* spacer = new QWidget;
  spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  auto* middle = new QHBoxLayout(spacer);
  middle->setContentsMargins(kGrid, 0, kGrid, 0);
  middle->addStretch(1);
  middle->addWidget(report_progress);
  tools->addWidget(spacer);
  messages->lie_over(*spacer);
  tools->addWidget(language_button);
  tools->addAction(actions->theme);
  for (QToolButton* button : tools->findChildren<QToolButton*>()) button->setFocusPolicy(Qt::StrongFocus);
}

void MainWindow::Parts::retranslate() {
  actions->retranslate();
  file_menu->setTitle(MainWindow::tr("&File"));
  edit_menu->setTitle(MainWindow::tr("&Edit"));
  training_menu->setTitle(MainWindow::tr("&Training"));
  view_menu->setTitle(MainWindow::tr("&View"));
  help_menu->setTitle(MainWindow::tr("&Help"));
  language_menu->setTitle(MainWindow::tr("&Language"));
  input_dock->setWindowTitle(MainWindow::tr("Input"));
  answer_dock->setWindowTitle(MainWindow::tr("Answer"));
  training_dock->setWindowTitle(MainWindow::tr("Training"));
  tools->setWindowTitle(MainWindow::tr("Tool bar"));
  model_button->setText(MainWindow::tr("Model"));
  model_button->setToolTip(MainWindow::tr("Networks to look into"));
  data_button->setText(MainWindow::tr("Data"));
  data_button->setToolTip(MainWindow::tr("Data sets to train on"));
  language_button->setToolTip(MainWindow::tr("Language"));
  language_button->setAccessibleName(MainWindow::tr("Language"));
  opening->set_title(MainWindow::tr("Progress of the opening"));
  report_progress->set_caption(MainWindow::tr("Report"));
  fill_model_menu();
  fill_data_menu();
  fit_labels();
  update_title();
}

void MainWindow::Parts::update_title() {
  const QString title = network_name.text();
  window.setWindowTitle(title.isEmpty() ? QStringLiteral("ConvLens")
                                        : MainWindow::tr("%1 – ConvLens").arg(title));
  model_title->setText(title.isEmpty() ? MainWindow::tr("No network yet")
                                       : MainWindow::tr("Network: %1").arg(title));
}

}  // namespace convlens::ui
