#include "ui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QLocale>
#include <QSettings>
#include <QStatusBar>
#include <algorithm>

#include "ui/input_dialog.h"
#include "ui/main_window_parts.h"
#include "ui/paint/icons.h"
#include "ui/paint/theme.h"
#include "ui/views/compare_view.h"
#include "ui/widgets/draw_pad.h"
#include "ui/window_state.h"

namespace convlens::ui {
namespace {

constexpr QSize kFirstSize(1280, 800);
constexpr int kStatusMilliseconds = 8000;

std::optional<UnitPlace> unit_of(const Selection& selection) {
  if (!selection.position) return {};
  return UnitPlace{selection.layer, selection.map, *selection.position};
}

/// The layer of that name and kind in another network; -1: it has none.
int same_layer(const Graph& graph, int layer, const Graph& other) {
  if (layer < 0 || layer >= graph.size()) return -1;
  const Node& wanted = graph.node(layer);
  for (int i = 0; i < other.size(); ++i)
    if (other.node(i).name == wanted.name && other.node(i).layer->kind() == wanted.layer->kind()) return i;
  return -1;
}

const QString kDark = QStringLiteral("window/dark"), kLanguage = QStringLiteral("window/language");

}  // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
  setWindowIcon(program_icon());
  set_dark(ui::is_dark(QApplication::palette()));
  parts_ = std::make_unique<Parts>(*this);
  parts_->dark = ui::is_dark(QApplication::palette());
  parts_->actions->theme->setChecked(parts_->dark);
  set_language(QStringLiteral("en"));
  resize(kFirstSize);
  parts_->input->pad()->setFocus();
}

MainWindow::~MainWindow() {
  // What is still being typed is handed over when the focus goes: while all that it is handed to is there.
  hide();
}

Input MainWindow::input() const { return parts_->input->input(); }
void MainWindow::set_drawing(const Drawing& drawing) { set_input({drawing, drawing.label}); }
void MainWindow::set_input(const Input& input) { parts_->input->set_input(input); }
void MainWindow::set_samples(const std::vector<Drawing>& samples) { parts_->input->set_samples(samples); }
void MainWindow::set_shipped_models(const std::vector<ShippedNetwork>& networks) {
  parts_->shipped = networks;
  parts_->fill_model_menu();
  parts_->inspector->findChild<CompareView*>()->offer_networks(networks);
}
void MainWindow::set_trained_models(const std::vector<KeptNetwork>& networks) {
  parts_->trained = networks;
  parts_->fill_model_menu();
}
Selection MainWindow::selection() const { return parts_->selection; }
void MainWindow::set_selection(const Selection& selection) { parts_->select(selection); }
bool MainWindow::is_dark() const { return parts_->dark; }

void MainWindow::set_path_dialogs(std::unique_ptr<PathDialogs> dialogs) {
  parts_->dialogs = std::move(dialogs);
}

void MainWindow::set_dark(bool dark) {
  apply_theme(dark);
  if (!parts_) return;
  parts_->dark = dark;
  parts_->messages->recolour();
  parts_->actions->theme->setChecked(dark);
  if (parts_->keeps_settings) QSettings().setValue(kDark, dark);
}

void MainWindow::set_language(const QString& language) {
  parts_->language = language;
  (language.startsWith(QLatin1String("zh")) ? parts_->actions->chinese : parts_->actions->english)
      ->setChecked(true);
}

QString MainWindow::stored_language() {
  const QString system =
      QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
  return QSettings().value(kLanguage, system).toString();
}

void MainWindow::restore_settings() {
  restore_window_state(*this);
  set_dark(QSettings().value(kDark, parts_->dark).toBool());
  set_language(stored_language());
  parts_->keeps_settings = true;
}

void MainWindow::Parts::choose_language(const QString& code) {
  window.set_language(code);
  if (keeps_settings) QSettings().setValue(kLanguage, code);
  emit window.language_requested(code);
}

void MainWindow::show_frame(FramePtr frame) {
  if (!frame || !frame->model || !frame->activations) return;
  parts_->frame = frame;
  if (!parts_->report_progress->is_running()) parts_->actions->export_report->setEnabled(true);
  parts_->fit_selection();
  parts_->answer->show_frame(frame);
  parts_->input->show_frame(frame);
  parts_->network->show_frame(frame);
  parts_->inspector->show_frame(frame);
}

void MainWindow::show_model(std::shared_ptr<const Model> model, const NetworkName& name) {
  if (model) parts_->training->form()->set_network(model->graph);
  parts_->network_name = name;
  parts_->update_title();
  parts_->fill_model_menu();
}

void MainWindow::show_opening(const QString& name) {
  statusBar()->showMessage(tr("Opening %1…").arg(name));
  parts_->opening->start();
}

void MainWindow::show_opening_progress(std::size_t done, std::size_t total) {
  parts_->opening->show_progress(done, total);
}

void MainWindow::show_opening_ended() {
  statusBar()->clearMessage();
  parts_->opening->stop();
}

void MainWindow::show_training(const TrainingStatus& status) {
  parts_->phase = status.phase;
  parts_->actions->show_phase(status.phase);
  parts_->training->show_training(status);
  parts_->inspector->show_training(status.phase != TrainingPhase::idle && status.phase != TrainingPhase::finished);
  if (status.film) parts_->inspector->show_film(status.film);
}

void MainWindow::show_download(qint64 done, qint64 total) {
  parts_->actions->get_mnist->setEnabled(false);
  parts_->training->show_download(done, total);
}

void MainWindow::show_download_ended(const QString& message) {
  parts_->actions->show_phase(parts_->phase);
  parts_->training->show_download_ended(message);
}

void MainWindow::show_report(qint64 done, qint64 total) {
  parts_->actions->export_report->setEnabled(false);
  if (!parts_->report_progress->is_running()) parts_->report_progress->start();
  parts_->report_progress->show_progress(static_cast<std::size_t>(done), static_cast<std::size_t>(total));
}

void MainWindow::show_report_ended(const QString& message) {
  parts_->actions->export_report->setEnabled(true);
  parts_->report_progress->stop();
  if (!message.isEmpty()) show_status(message);
}

void MainWindow::show_error(const QString& message) { parts_->messages->show_error(message); }
void MainWindow::show_status(const QString& message) {
  statusBar()->showMessage(message, kStatusMilliseconds);
}

void MainWindow::set_resumable(bool resumable) { parts_->actions->show_resumable(resumable); }

void MainWindow::offer_resume(const QString& description) {
  parts_->messages->ask(description, tr("Go on training"), tr("Discard it"),
                        [this](bool resume) { emit resume_answered(resume); });
}

void MainWindow::show_own_drawings(const std::vector<Drawing>& drawings) { parts_->hand->show_drawings(drawings); }
void MainWindow::show_undo_teaching(bool possible) { parts_->hand->show_undo(possible); }
void MainWindow::open_networks_with(NetworkOpener opener) { parts_->compare->open_networks_with(std::move(opener)); }
void MainWindow::keep_in(const std::filesystem::path& folder) { parts_->inspector->keep_in(folder); }
void MainWindow::set_describable(bool describable) { parts_->actions->describe_input->setEnabled(describable); }

InputDialog* MainWindow::ask_input(const InputQuestion& question) {
  auto* dialog = new InputDialog(question, this);
  connect(dialog, &InputDialog::class_names_wanted, dialog, [this, dialog] {
    parts_->dialogs->ask_file(*dialog, tr("A list of class names"), tr("Lists (*.txt *.json *.names);;All files (*)"),
                              [dialog](const QString& path) { emit dialog->class_names_chosen(path); });
  });
  dialog->show();
  return dialog;
}

void MainWindow::set_data_sets(const QStringList& words, const QString& current) {
  parts_->training->form()->set_data_sets(words, current);
  parts_->inspector->show_data_sets(words, current);
  parts_->training->set_mnist_there(words.contains(QStringLiteral("mnist")));
  parts_->fill_data_menu();
}

void MainWindow::Parts::fit_selection() {
  const auto now = frame->model->graph;
  if (now == graph) return;
  const int kept = graph ? same_layer(*graph, selection.layer, *now) : -1;
  graph = now;
  // The first activation after a convolution: something is chosen from the beginning, so that no tab is empty.
  Selection next{.layer = shown_layer(*graph, {}), .map = 0, .position = std::nullopt, .class_index = -1};
  if (kept >= 0) next = {.layer = kept, .map = selection.map, .position = selection.position, .class_index = -1};
  select(next);
}

void MainWindow::Parts::select(const Selection& wanted) {
  Selection next = wanted;
  if (graph) {
    next.layer = std::min(next.layer, graph->size() - 1);
    const Shape shape = next.layer >= 0 ? graph->node(next.layer).shape : Shape{};
    if (next.layer < 0) next.map = -1;
    next.map = std::min(next.map, shape.channels - 1);
    if (next.map < 0 ||
        (next.position && (next.position->y >= shape.height || next.position->x >= shape.width)))
      next.position.reset();
  }
  const bool another = next != selection;
  // The arrow keys point as well as choose: what they pointed at goes when something else is chosen.
  if (another && hovered_unit == unit_of(selection)) hovered_unit.reset();
  selection = next;
  selection_bar->show_selection(selection, frame);
  if (!another) return;
  answer->show_selection(selection);
  network->show_selection(selection);
  inspector->show_selection(selection);
  show_unit();
  emit window.selection_changed(selection);
}

void MainWindow::Parts::show_unit() {
  const std::optional<UnitPlace> unit = hovered_unit ? hovered_unit : unit_of(selection);
  network->show_unit(unit);
  input->show_unit(unit);
}

/// Position, map, layer, class: the last one chosen goes first.
void MainWindow::Parts::select_one_level_up() {
  Selection next = selection;
  if (next.position)
    next.position.reset();
  else if (next.map >= 0)
    next.map = -1;
  else if (next.layer >= 0)
    next.layer = -1;
  else
    next.class_index = -1;
  select(next);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (parts_->keeps_settings) save_window_state(*this);
  emit closing();
  QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && parts_) parts_->retranslate();
  QMainWindow::changeEvent(event);
}

}  // namespace convlens::ui
