#pragma once
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>
#include <memory>

#include "ui/docks/answer_panel.h"
#include "ui/docks/input_panel.h"
#include "ui/docks/training_form.h"
#include "ui/docks/training_panel.h"
#include "ui/main_window.h"
#include "ui/path_dialogs.h"
#include "ui/views/compare_view.h"
#include "ui/views/hand_view.h"
#include "ui/views/inspector.h"
#include "ui/views/network_view.h"
#include "ui/views/selection_bar.h"
#include "ui/views/view_rail.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/message_bar.h"
#include "ui/window_actions.h"

namespace convlens::ui {

/// What the main window is put together from. Qt owns all of it through the window.
struct MainWindow::Parts {
  explicit Parts(MainWindow& window);

  MainWindow& window;
  /// What the widgets' signals are connected through: a window that goes still sends its widgets events (the mouse
  /// leaves, the focus goes), and by then these parts are gone.
  QObject context;
  WindowActions* actions;
  InputPanel* input;
  AnswerPanel* answer;
  TrainingPanel* training;
  NetworkView* network;
  Inspector* inspector;
  ViewRail* rail;
  HandView* hand;        ///< one of the inspector's
  CompareView* compare;  ///< likewise
  SelectionBar* selection_bar;
  MessageBar* messages;
  QDockWidget *input_dock, *answer_dock, *training_dock;
  QToolBar* tools;
  QMenu *file_menu, *edit_menu, *training_menu, *view_menu, *help_menu, *language_menu, *model_menu, *data_menu;
  QToolButton *model_button, *data_button, *language_button;
  JobProgress* opening;  ///< of a network
  QLabel* model_title;
  JobProgress* report_progress;

  FramePtr frame;
  std::shared_ptr<const Graph> graph;  ///< that the selection was made in
  Selection selection;
  std::optional<UnitPlace> hovered_unit;
  TrainingPhase phase = TrainingPhase::idle;
  NetworkName network_name;
  QString language = QStringLiteral("en");
  std::vector<ShippedNetwork> shipped;
  std::vector<KeptNetwork> trained;
  bool dark = false, keeps_settings = false;
  std::unique_ptr<PathDialogs> dialogs = std::make_unique<PathDialogs>();

  void build_docks();
  void build_centre();
  void build_menus();
  void build_tools();
  void connect_actions();
  void connect_views();
  void connect_hand();
  void retranslate();
  void fill_model_menu();
  void add_model(const QString& title, const QString& word, bool shown);
  void fill_data_menu();
  void update_title();

  void open_path(const QString& path);
  void ask_open(const QString& title, const QString& filter);
  void ask_export_folder();
  void ask_report_file();
  void ask_drawings();
  void take_data_folder(const QString& path);
  /// For the training and for the views.
  void choose_data(const QString& word);
  void choose_language(const QString& code);
  /// Brings the selection into the graph of the frame: in another network to its layer of that name, else to its
  /// beginning.
  void fit_selection();
  void select(const Selection& selection);
  /// Offers to keep the input under a digit's name, or says why not.
  void fit_labels();
  void keep_input(int label);
  void select_one_level_up();
  /// The receptive field of the unit under the cursor, else of the selected one.
  void show_unit();
};

}  // namespace convlens::ui
