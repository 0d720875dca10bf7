// What made a student stop who had read nothing but the README.
#include <QDockWidget>
#include <QSignalSpy>
#include <QTabBar>
#include <QTextBrowser>
#include <QToolBar>
#include <QToolButton>
#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/ui/support.h"
#include "ui/data_folder.h"
#include "ui/docks/answer_panel.h"
#include "ui/docks/input_panel.h"
#include "ui/docks/training_form.h"
#include "ui/docks/training_panel.h"
#include "ui/help_dialog.h"
#include "ui/main_window.h"
#include "ui/path_dialogs.h"
#include "ui/views/inspector.h"
#include "ui/views/network_view.h"
#include "ui/views/selection_bar.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/label_buttons.h"
#include "ui/widgets/message_bar.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

struct Window : MainWindow {
  Window() {
    show_and_wait(*this);
    activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(this));
  }
  QAction* action(const QString& text) {
    for (QAction* one : findChildren<QAction*>())
      if (one->text().remove(QLatin1Char('&')) == text) return one;
    FAIL("no action " << text.toStdString());
    return nullptr;
  }
  /// The button in the TRAINING dock, or in the tool bar.
  template <typename Place>
  QToolButton* button(const QString& text) {
    for (auto* one : findChild<Place*>()->template findChildren<QToolButton*>())
      if (one->defaultAction() == action(text)) return one;
    FAIL("no button " << text.toStdString());
    return nullptr;
  }
  void show_phase(TrainingPhase phase) {
    TrainingStatus status;
    status.phase = phase;
    show_training(status);
  }
  bool has_harmless_focus() {
    const QWidget* focus = QApplication::focusWidget();
    return focus && !qobject_cast<const QAbstractButton*>(focus);
  }
  void press_space() { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); }
};

void make_file(const std::filesystem::path& path) { std::ofstream(path) << "x"; }

}  // namespace

TEST_CASE("the keyboard stays where it was when the button that was pressed goes grey, and comes back with it") {
  Window window;
  QSignalSpy train(&window, &MainWindow::train_requested), mnist(&window, &MainWindow::mnist_requested),
      stop(&window, &MainWindow::stop_requested), step(&window, &MainWindow::step_requested);
  QToolButton* button = GENERATE(true, false) ? window.button<TrainingPanel>("Train") : window.button<QToolBar>("Train");
  button->setFocus();
  window.press_space();
  REQUIRE(train.count() == 1);
  window.show_phase(TrainingPhase::loading);
  REQUIRE(window.has_harmless_focus());
  window.press_space();
  window.show_phase(TrainingPhase::running);
  CHECK(train.count() == 1);
  CHECK(mnist.count() == 0);
  CHECK(stop.count() == 0);
  // A key was pressed there: the user is somewhere else now.
  window.show_phase(TrainingPhase::finished);
  CHECK(window.has_harmless_focus());

  QToolButton* single = window.button<TrainingPanel>("Step");
  window.show_phase(TrainingPhase::paused);
  single->setFocus();
  for (int pressed = 1; pressed <= 3; ++pressed) {
    window.press_space();
    REQUIRE(step.count() == pressed);
    window.show_phase(TrainingPhase::running);
    CHECK(window.has_harmless_focus());
    window.show_phase(TrainingPhase::paused);
    CHECK(QApplication::focusWidget() == single);
  }
  CHECK(stop.count() == 0);
}

TEST_CASE("Start in a tab hands the keyboard to the tabs, not to Train") {
  Window window;
  window.set_data_sets({"generated"}, "generated");
  window.show_frame(frame_of("lenet5"));
  auto* inspector = window.findChild<Inspector*>();
  inspector->open_view("embedding");
  QWidget* view = inspector->currentWidget();
  QAbstractButton* start = button_of(*view, "Start");
  start->setFocus();
  REQUIRE(QApplication::focusWidget() == start);
  QSignalSpy train(&window, &MainWindow::train_requested);
  window.press_space();
  REQUIRE_FALSE((start->isEnabled() && start->isVisible()));
  CHECK(qobject_cast<QTabBar*>(QApplication::focusWidget()));
  window.press_space();
  CHECK(train.count() == 0);
}

TEST_CASE("a message moves nothing away from under the mouse") {
  Window window;
  window.show_frame(frame_of("lenet5"));
  auto* bar = window.findChild<MessageBar*>();
  const auto places = [&] {
    std::vector<QRect> all;
    for (QWidget* part : {static_cast<QWidget*>(window.findChild<NetworkView*>()),
                          static_cast<QWidget*>(window.findChild<Inspector*>()),
                          static_cast<QWidget*>(window.findChild<QToolBar*>())})
      all.emplace_back(part->mapTo(&window, QPoint()), part->size());
    return all;
  };
  const auto before = places();
  for (const char* words : {"short", "a long story about a file that was not there, with its name, its folder, the cause, what "
                                     "could be done about it, and what the program does instead, told in full sentences"}) {
    window.show_error(words);
    QApplication::processEvents();
    REQUIRE(bar->isVisible());
    CHECK(places() == before);
    CHECK(bar->height() >= bar->heightForWidth(bar->width()));
    CHECK(window.rect().contains(bar->geometry()));
    const QToolButton* stop = window.button<QToolBar>("Stop");
    CHECK_FALSE(bar->geometry().intersects(QRect(stop->mapTo(&window, QPoint()), stop->size())));
  }
}

TEST_CASE("another network keeps the selection where it has the layer") {
  Window window;
  const FramePtr digits = frame_of("digits");
  window.show_frame(digits);
  const Selection chosen{digits->model->graph->find("dense2"), 5, std::nullopt, -1};
  window.set_selection(chosen);
  window.show_frame(frame_of("digits"));
  CHECK(window.selection() == chosen);
  window.set_selection({digits->model->graph->find("relu4"), 3, std::nullopt, -1});
  const FramePtr small = frame_of("tinyvgg");
  window.show_frame(small);
  const auto names = small->model->graph->names();
  if (std::ranges::find(names, "relu4") == names.end()) CHECK(window.selection().map == 0);
}

TEST_CASE("where nothing is selected the bar tells what is shown all the same") {
  Window window;
  window.show_frame(frame_of("lenet5"));
  window.set_selection({});
  CHECK(window.findChild<SelectionBar*>()->selection_text().contains("relu1"));
}

TEST_CASE("grey label buttons tell why") {
  Window window;
  Drawing seven = drawn_seven();
  window.show_frame(frame_of(untrained("lenet5"), seven));
  auto* labels = window.findChild<LabelButtons*>();
  window.set_drawing(seven);
  CHECK(labels->isEnabled());
  CHECK(labels->button(3)->toolTip().contains("3"));
  window.set_input({Image{.width = 1, .height = 1, .channels = 1, .pixels = {9}}, std::nullopt});
  CHECK(labels->isEnabled());  // a picture of the user's own can be kept, too
  auto pixels = std::make_shared<Tensor<float>>();
  pixels->resize(1, {1, 28, 28});
  window.set_input({NetworkPixels(pixels), 7});
  CHECK_FALSE(labels->isEnabled());
  CHECK(labels->button(3)->toolTip().contains("data set"));
  window.set_drawing({});
  CHECK(labels->button(3)->toolTip().contains("Nothing is drawn"));
}

TEST_CASE("a chosen folder is what its files say, or refused at once") {
  struct OneFolder : PathDialogs {
    explicit OneFolder(QString chosen_one) : one(std::move(chosen_one)) {}
    void ask_folder(QWidget&, const QString&, Chosen chosen) override { chosen(one); }
    QString one;
  };
  const test::TemporaryFolder folder;
  namespace fs = std::filesystem;
  fs::create_directories(folder / "idx");
  for (const char* name : {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
    make_file(folder / "idx" / name);
  fs::create_directories(folder / "classes" / "cat");
  fs::create_directories(folder / "split" / "train" / "cat");
  fs::create_directories(folder / "split" / "test" / "cat");
  fs::create_directories(folder / "flat");
  make_file(folder / "flat" / "photo.png");
  const auto path = [&](const char* name) { return QString::fromStdString((folder / name).string()); };
  CHECK(data_folder(path("idx")).word == "mnist:" + path("idx"));
  CHECK(data_folder(path("classes")).word == "folder:" + path("classes"));
  CHECK(data_folder(path("split")).word == "folder:" + path("split"));

  Window window;
  window.set_data_sets({"generated"}, "generated");
  auto* form = window.findChild<TrainingForm*>();
  window.set_path_dialogs(std::make_unique<OneFolder>(path("flat")));
  window.action("Folder of images…")->trigger();
  CHECK(form->current_data() == "generated");
  CHECK(window.findChild<MessageBar*>()->text().contains("flat"));
  window.set_path_dialogs(std::make_unique<OneFolder>(path("idx")));
  window.action("Folder of images…")->trigger();
  CHECK(form->current_data() == "mnist:" + path("idx"));
  CHECK_FALSE(window.findChild<MessageBar*>()->isVisible());
}

TEST_CASE("a training that cannot begin leaves the curves of the last one") {
  Window window;
  auto* panel = window.findChild<TrainingPanel*>();
  TrainingStatus status;
  status.phase = TrainingPhase::running;
  status.total_steps = 10;
  status.steps.push_back({1, 0, 2.3f, 6, 64, 0.05f});
  window.show_training(status);
  window.show_phase(TrainingPhase::finished);
  const auto points = [&] { return panel->loss()->training().size(); };
  REQUIRE(points() == 1);
  window.show_phase(TrainingPhase::loading);
  window.show_phase(TrainingPhase::idle);
  CHECK(points() == 1);
  window.show_phase(TrainingPhase::loading);
  window.show_phase(TrainingPhase::running);
  CHECK(points() == 0);
}

TEST_CASE("Go on is offered in the dock while there is something to go on with") {
  Window window;
  QToolButton* go_on = window.button<TrainingPanel>("Go on");
  CHECK_FALSE(go_on->isVisible());
  window.set_resumable(true);
  REQUIRE(go_on->isVisible());
  window.show_phase(TrainingPhase::running);
  CHECK_FALSE(go_on->isEnabled());
  window.show_phase(TrainingPhase::idle);
  QSignalSpy answered(&window, &MainWindow::resume_answered);
  QTest::mouseClick(go_on, Qt::LeftButton);
  REQUIRE(answered.count() == 1);
  CHECK(answered[0][0].toBool());
  window.set_resumable(false);
  CHECK_FALSE(go_on->isVisible());
}

TEST_CASE("the weights that are shown stand first among the networks to train") {
  Window window;
  auto* form = window.findChild<TrainingForm*>();
  QComboBox* networks = nullptr;
  for (auto* one : form->findChildren<QComboBox*>())
    if (one->accessibleName() == "Network") networks = one;
  REQUIRE(networks);
  CHECK(form->request().model == "digits");
  networks->setFocus();
  QTest::keyClick(networks, Qt::Key_Home);
  CHECK(form->request().model.isEmpty());
}

TEST_CASE("Help tells how to use it, the keys, and whose it is") {
  Window window;
  const auto text_of = [&](const QString& action) {
    window.action(action)->trigger();
    const auto dialogs = window.findChildren<HelpDialog*>();
    REQUIRE(dialogs.size() == 1);
    REQUIRE(dialogs[0]->isVisible());
    const QString text = dialogs[0]->findChild<QTextBrowser*>()->toPlainText();
    dialogs[0]->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return text;
  };
  CHECK(text_of("How to use ConvLens").contains("Draw a digit"));
  const QString keys = text_of("Keys");
  for (const char* key : {"F5", "Ctrl+E", "Esc"}) CHECK(keys.contains(QLatin1String(key)));
  CHECK(text_of("About ConvLens").contains("General Public License"));
}

TEST_CASE("networks that were trained are in the Model menu, by time") {
  Window window;
  const QDateTime time(QDate(2026, 5, 4), QTime(13, 7), Qt::LocalTime);
  const NetworkName name{.name = "digits", .trained_on = "mnist", .trained_at = time};
  CHECK(name.dated_text() == "digits, trained on MNIST · 4 May, 13:07:00");
  CHECK(name.file_name() == "digits-mnist");
  window.set_trained_models({{"/there/a.onnx", name}});
  window.show_model(untrained("lenet5"), name);
  QSignalSpy wanted(&window, &MainWindow::model_requested);
  QAction* entry = window.action(name.dated_text());
  CHECK(entry->isChecked());
  entry->trigger();
  REQUIRE(wanted.count() == 1);
  CHECK(wanted[0][0].toString() == "/there/a.onnx");
}
