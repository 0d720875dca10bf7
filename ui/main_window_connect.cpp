#include <QApplication>
#include <QComboBox>
#include <QFileInfo>

#include "ui/data_folder.h"
#include "ui/docks/digits_page.h"
#include "ui/help_dialog.h"
#include "ui/main_window_parts.h"
#include "ui/views/occlusion_view.h"
#include "ui/views/reconstruction_view.h"
#include "ui/views/saliency_view.h"
#include "ui/views/strongest_view.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/network_sees.h"
#include "ui/widgets/probability_bars.h"

namespace convlens::ui {

void MainWindow::Parts::connect_actions() {
  const auto on = [this](QAction* action, auto function) {
    QObject::connect(action, &QAction::triggered, &context, function);
    window.addAction(action);  // its shortcut works wherever the focus is
  };
  on(actions->train, [this] {
    if (phase == TrainingPhase::paused)
      emit window.pause_requested(false);
    else
      emit window.train_requested(training->form()->request());
  });
  on(actions->pause, [this](bool paused) { emit window.pause_requested(paused); });
  on(actions->step, [this] { emit window.step_requested(); });
  on(actions->stop, [this] { emit window.stop_requested(); });
  on(actions->go_on, [this] {
    messages->withdraw_question();
    emit window.resume_answered(true);
  });
  on(actions->undo, [this] { input->pad()->undo(); });
  on(actions->redo, [this] { input->pad()->redo(); });
  on(actions->clear, [this] { input->pad()->clear(); });
  on(actions->paste, [this] { input->paste(); });
  on(actions->open, [this] {
    ask_open(
        MainWindow::tr("Open a picture, a drawing or a network"),
        MainWindow::tr(
            "All that can be opened (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.json *.jsonl *.onnx);;"
            "Pictures (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp);;Drawings (*.json *.jsonl *.gz);;"
            "Networks (*.onnx);;All files (*)"));
  });
  on(actions->open_model, [this] {
    ask_open(MainWindow::tr("Open a network"), MainWindow::tr("Networks (*.onnx);;All files (*)"));
  });
  on(actions->save_drawing, [this] {
    dialogs->ask_new_file(
        window, MainWindow::tr("Save the drawing"), MainWindow::tr("Drawings (*.jsonl)"), QStringLiteral("drawing.jsonl"),
        [this](const QString& path) { emit window.save_drawing_requested(path, input->pad()->drawing()); });
  });
  on(actions->save_model, [this] {
    dialogs->ask_new_file(window, MainWindow::tr("Save the network"), MainWindow::tr("Networks (*.onnx)"),
                          network_name.file_name() + QStringLiteral(".onnx"),
                          [this](const QString& path) { emit window.save_model_requested(path); });
  });
  on(actions->describe_input, [this] { emit window.describe_input_requested(); });
  on(actions->get_mnist, [this] { emit window.mnist_requested(); });
  on(actions->export_view, [this] { ask_export_folder(); });
  on(actions->export_report, [this] { ask_report_file(); });
  QObject::connect(report_progress, &JobProgress::cancelled, &window, &MainWindow::report_cancel_requested);
  on(actions->open_folder, [this] {
    dialogs->ask_folder(window, MainWindow::tr("A folder of images, one subfolder a class"),
                        [this](const QString& path) { take_data_folder(path); });
  });
  on(actions->open_strokes, [this] { ask_drawings(); });
  on(actions->theme, [this](bool dark_now) { window.set_dark(dark_now); });
  on(actions->english, [this] { choose_language(QStringLiteral("en")); });
  on(actions->chinese, [this] { choose_language(QStringLiteral("zh_CN")); });
  on(actions->selection_up, [this] {
    // Escape closes a list that is open; it must not take the selection along.
    if (!qobject_cast<QComboBox*>(QApplication::focusWidget())) select_one_level_up();
  });
  on(actions->enlarge, [this](bool large) { network->setVisible(!large); });
  for (const auto& [action, page] : {std::pair{actions->how_to_use, HelpDialog::Page::use},
                                     {actions->show_keys, HelpDialog::Page::keys},
                                     {actions->about, HelpDialog::Page::about}})
    on(action, [this, page = page] { (new HelpDialog(page, *actions, &window))->show(); });
  on(actions->quit, [this] { window.close(); });
  QObject::connect(model_menu, &QMenu::aboutToShow, &context, [this] { fill_model_menu(); });
  QObject::connect(data_menu, &QMenu::aboutToShow, &context, [this] { fill_data_menu(); });
}

void MainWindow::Parts::connect_views() {
  QObject::connect(input, &InputPanel::input_changed, &context, [this] {
    actions->save_drawing->setEnabled(!input->pad()->drawing().strokes.empty());
    actions->clear->setEnabled(!input->pad()->content().empty());
    emit window.input_changed(input->input());
  });
  QObject::connect(input, &InputPanel::open_requested, &context,
                   [this](const QString& path) { open_path(path); });
  QObject::connect(input->page(), &View::job_wanted, &window, &MainWindow::job_wanted);
  QObject::connect(input->page(), &View::job_cancelled, &window, &MainWindow::job_cancelled);
  QObject::connect(input->page(), &View::failed, &window, &MainWindow::show_error);
  QObject::connect(input->pad(), &DrawPad::history_changed, &context, [this](bool can_undo, bool can_redo) {
    actions->undo->setEnabled(can_undo);
    actions->redo->setEnabled(can_redo);
  });
  actions->save_drawing->setEnabled(false);
  actions->clear->setEnabled(false);
  QObject::connect(training->form(), &TrainingForm::data_chosen, inspector, &Inspector::choose_data_set);
  QObject::connect(training, &TrainingPanel::download_cancelled, &window,
                   &MainWindow::download_cancel_requested);
  QObject::connect(answer, &AnswerPanel::class_clicked, &context, [this](int class_index) {
    Selection next = selection;
    next.class_index = class_index == selection.class_index ? -1 : class_index;
    select(next);
  });
  const auto choose = [this](const Selection& next) { select(next); };
  QObject::connect(network, &View::selection_requested, &context, choose);
  QObject::connect(inspector, &Inspector::selection_requested, &context, choose);
  QObject::connect(inspector, &Inspector::input_requested, &context, [this](const Input& chosen) { input->set_input(chosen); });
  QObject::connect(inspector, &Inspector::group_changed, rail, &ViewRail::show_group);
  QObject::connect(rail, &ViewRail::chosen, inspector, &Inspector::open_group);
  QObject::connect(opening, &JobProgress::cancelled, &window, &MainWindow::opening_cancel_requested);
  QObject::connect(inspector, &Inspector::model_requested, &window, &MainWindow::model_requested);
  QObject::connect(inspector, &Inspector::job_wanted, &window, &MainWindow::job_wanted);
  QObject::connect(inspector, &Inspector::job_cancelled, &window, &MainWindow::job_cancelled);
  QObject::connect(inspector, &Inspector::failed, &window, &MainWindow::show_error);
  auto* saliency = inspector->findChild<SaliencyView*>();
  const auto check_sanity = [this, saliency](const QString& method) {
    saliency->check_sanity_of(method);
    inspector->open_view(saliency->objectName());
  };
  QObject::connect(inspector->findChild<ReconstructionView*>(), &ReconstructionView::sanity_requested, &context, check_sanity);
  QObject::connect(inspector->findChild<OcclusionView*>(), &OcclusionView::sanity_requested, &context, check_sanity);
  QObject::connect(inspector->findChild<StrongestView*>(), &StrongestView::sanity_requested, &context,
                   check_sanity);
  // Whoever tries again has read what went wrong.
  for (const auto request : {&MainWindow::model_requested, &MainWindow::open_image_requested, &MainWindow::open_drawing_requested})
    QObject::connect(&window, request, messages, &MessageBar::withdraw_error);
  QObject::connect(&window, &MainWindow::train_requested, messages, &MessageBar::withdraw_error);
  const auto tell = [this](const QString& text) { selection_bar->show_value(text); };
  QObject::connect(network, &View::hovered, &context, tell);
  QObject::connect(inspector, &Inspector::hovered, &context, tell);
  QObject::connect(input, &InputPanel::hovered, &context, tell);
  QObject::connect(answer, &AnswerPanel::hovered, &context, tell);
  const auto point = [this](const std::optional<UnitPlace>& unit) {
    hovered_unit = unit;
    show_unit();
  };
  QObject::connect(network, &View::unit_hovered, &context, point);
  QObject::connect(inspector, &Inspector::unit_hovered, &context, point);
  QObject::connect(selection_bar, &SelectionBar::range_scope_chosen, &context, [this](RangeScope scope) {
    network->show_range_scope(scope);
    inspector->show_range_scope(scope);
  });
}

void MainWindow::Parts::open_path(const QString& path) {
  const QString name = QFileInfo(path).fileName().toLower();
  if (name.endsWith(QLatin1String(".onnx")))
    emit window.model_requested(path);
  else if (name.endsWith(QLatin1String(".json")) || name.endsWith(QLatin1String(".jsonl")) ||
           name.endsWith(QLatin1String(".gz")))
    emit window.open_drawing_requested(path);
  else
    emit window.open_image_requested(path);
}

void MainWindow::Parts::ask_open(const QString& caption, const QString& filter) {
  dialogs->ask_file(window, caption, filter, [this](const QString& path) { open_path(path); });
}

void MainWindow::Parts::ask_export_folder() {
  // Taken now: training may go on behind the dialog.
  View* view = inspector->current_view();
  const Exporter files = view ? export_of(*view) : Exporter();
  if (!files) return window.show_error(MainWindow::tr("There is nothing to export in this view yet."));
  dialogs->ask_folder(
      window, MainWindow::tr("Export the view: choose a folder (files of the same names are replaced)"),
      [this, files](const QString& folder) { emit window.export_view_requested(folder, files); });
}

void MainWindow::Parts::ask_report_file() {
  // Taken now: the picture may change behind the dialog.
  dialogs->ask_new_file(window, MainWindow::tr("Save the report"), MainWindow::tr("Pages (*.html)"), QStringLiteral("html"),
                        [this, now = frame](const QString& path) { emit window.report_requested(path, now); });
}

void MainWindow::Parts::ask_drawings() {
  dialogs->ask_file(window, MainWindow::tr("A file of labelled drawings, one a line"),
                    MainWindow::tr("Drawings (*.jsonl *.gz);;All files (*)"),
                    [this](const QString& path) { choose_data(QStringLiteral("strokes:%1").arg(path)); });
}

void MainWindow::Parts::take_data_folder(const QString& path) {
  const DataFolder folder = data_folder(path);
  if (folder.word.isEmpty()) return messages->show_error(folder.refusal);
  messages->withdraw_error();
  choose_data(folder.word);
}

void MainWindow::Parts::choose_data(const QString& word) {
  training->form()->choose_data(word);
  inspector->choose_data_set(word);
}

void MainWindow::Parts::add_model(const QString& title, const QString& word, bool shown) {
  // An ampersand in a file's name is no mnemonic.
  QAction* action = model_menu->addAction(QString(title).replace(QLatin1Char('&'), QStringLiteral("&&")));
  action->setCheckable(true);
  action->setChecked(shown);
  QObject::connect(action, &QAction::triggered, &context, [this, word] { emit window.model_requested(word); });
}

void MainWindow::Parts::fill_model_menu() {
  model_menu->clear();
  for (const auto& [name, file] : shipped) add_model(name, name, network_name.is_plain() && name == network_name.name);
  if (!trained.empty()) {
    model_menu->addSeparator();
    model_menu->addAction(MainWindow::tr("Trained here, the last first:"))->setEnabled(false);
  }
  for (const KeptNetwork& kept : trained) add_model(kept.name.dated_text(), kept.word, kept.name == network_name);
  model_menu->addSeparator();
  model_menu->addActions({actions->open_model, actions->save_model, actions->describe_input});
}

void MainWindow::Parts::fill_data_menu() {
  data_menu->clear();
  for (const QString& word : training->form()->data_sets()) {
    QAction* action = data_menu->addAction(data_title(word));
    action->setCheckable(true);
    action->setChecked(word == training->form()->current_data());
    QObject::connect(action, &QAction::triggered, &window, [this, word] { choose_data(word); });
  }
  data_menu->addSeparator();
  data_menu->addActions({actions->open_folder, actions->open_strokes, actions->get_mnist});
}

}  // namespace convlens::ui
