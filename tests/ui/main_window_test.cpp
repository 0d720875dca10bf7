#include "ui/main_window.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QStatusBar>
#include <QToolBar>
#include <QToolTip>
#include <array>
#include <set>

#include "tests/ui/support.h"
#include "ui/docks/answer_panel.h"
#include "ui/docks/input_panel.h"
#include "ui/docks/training_form.h"
#include "ui/docks/training_panel.h"
#include "ui/views/inspector.h"
#include "ui/views/network_view.h"
#include "ui/views/selection_bar.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/tile_grid.h"
#include "ui/window_state.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

struct Window : MainWindow {
  Window() { show_and_wait(*this); }
  template <typename T>
  T* part() {
    return findChild<T*>();
  }
  DrawPad* pad() { return part<DrawPad>(); }
  bool has_enabled(const QString& text) {
    for (QAction* action : actions())
      if (action->text().remove(QLatin1Char('&')) == text) return action->isEnabled();
    FAIL("no action " << text.toStdString());
    return false;
  }
};

}  // namespace

TEST_CASE("the window says what is happening before the first answer") {
  Window window;
  CHECK(window.part<AnswerPanel>()->guess() == "?");
  CHECK(window.part<TrainingPanel>()->progress_text().contains("Train"));
}

TEST_CASE("a stroke on the pad becomes the input, at every move") {
  Window window;
  std::vector<Input> inputs;
  QObject::connect(&window, &MainWindow::input_changed, [&](const Input& input) { inputs.push_back(input); });
  draw_with_mouse(*window.pad(), {{60, 60}, {90, 60}, {120, 90}});
  REQUIRE(inputs.size() == 3);
  CHECK(std::get<Drawing>(inputs.back().content) == window.pad()->drawing());
  CHECK(std::get<Drawing>(window.input().content).strokes.size() == 1);
  QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
  CHECK(inputs.size() == 4);
  CHECK(std::get<Drawing>(inputs.back().content).strokes.empty());
  QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK(std::get<Drawing>(inputs.back().content).strokes.size() == 1);
  QTest::keyClick(&window, Qt::Key_Delete);
  CHECK_FALSE(std::get<Drawing>(inputs.back().content).has_ink());
}

TEST_CASE("a frame fills answer, network and inspector, and something is selected") {
  Window window;
  Drawing seven = drawn_seven();
  seven.label = 7;
  window.set_drawing(seven);
  const FramePtr frame = frame_of(untrained("digits"), seven);
  window.show_frame(frame);
  const int best = ranked(frame->probabilities)[0];
  CHECK(window.part<AnswerPanel>()->guess() == QString::number(best));
  CHECK(window.part<ProbabilityBars>()->rows() == 10);
  CHECK(window.selection().layer == frame->model->graph->find("relu1"));
  CHECK(window.part<SelectionBar>()->selection_text().contains("relu1"));
  window.show_frame(frame_of(untrained("lenet5"), seven));
  CHECK(window.selection().map == 0);
}

TEST_CASE("an empty pad is not guessed at") {
  Window window;
  window.show_frame(frame_of(untrained("digits"), Drawing()));
  CHECK(window.part<AnswerPanel>()->guess() == "?");
}

TEST_CASE("one selection: click, keys and Esc in the network, a click on a bar") {
  Window window;
  const FramePtr frame = frame_of("digits");
  window.show_frame(frame);
  const Graph& graph = *frame->model->graph;
  auto* network = window.part<NetworkView>();
  const int conv1 = graph.find("conv1");
  QTest::mouseClick(network->canvas(), Qt::LeftButton, {}, network->tile_rect(conv1, 5).center().toPoint());
  CHECK(window.selection() == Selection{conv1, 5, std::nullopt, -1});
  QTest::keyClick(network->canvas(), Qt::Key_Right);
  CHECK(window.selection().layer == conv1 + 1);
  QTest::keyClick(network->canvas(), Qt::Key_Down);
  CHECK(window.selection().map == 6);
  QTest::mouseClick(window.part<ProbabilityBars>(), Qt::LeftButton, {}, {60, 5});
  CHECK(window.selection().class_index == 0);
  QTest::keyClick(&window, Qt::Key_Escape);
  CHECK(window.selection().map == -1);
  QTest::keyClick(&window, Qt::Key_Escape);
  CHECK(window.selection().layer == -1);
  window.set_selection({conv1, 100, Position{200, 0}, 0});
  CHECK(window.selection() == Selection{conv1, 15, std::nullopt, 0});  // brought into the network
}

TEST_CASE("the value under the cursor is the engine's number, and goes when the cursor goes") {
  Window window;
  const FramePtr frame = frame_of("digits");
  window.show_frame(frame);
  auto* network = window.part<NetworkView>();
  const int layer = frame->model->graph->find("relu1");
  const QRectF tile = network->tile_rect(layer, 3);
  const Position at{20, 9};
  const QPointF point =
      tile.topLeft() + QPointF((at.x + 0.5) * tile.width() / 28, (at.y + 0.5) * tile.height() / 28);
  hover(*network->canvas(), point);
  CHECK(window.part<SelectionBar>()->value_text() == value_text(*frame, layer, 3, at));
  leave(*network->canvas());
  CHECK_FALSE(window.part<SelectionBar>()->value_text().contains("relu1"));
}

TEST_CASE("F9 gives the inspector the network's room, and gives it back") {
  Window window;
  window.show_frame(frame_of("digits"));
  auto* inspector = window.part<Inspector>();
  const int before = inspector->height();
  QTest::keyClick(&window, Qt::Key_F9);
  CHECK_FALSE(window.part<NetworkView>()->isVisible());
  QTRY_VERIFY(inspector->height() > before * 3 / 2);
  QTest::keyClick(&window, Qt::Key_F9);
  CHECK(window.part<NetworkView>()->isVisible());
}

TEST_CASE("the training buttons follow the phase") {
  Window window;
  const auto show = [&](TrainingPhase phase) {
    TrainingStatus status;
    status.phase = phase;
    window.show_training(status);
    return std::array{window.has_enabled("Train"), window.has_enabled("Pause"), window.has_enabled("Step"),
                      window.has_enabled("Stop")};
  };
  CHECK(show(TrainingPhase::idle) == std::array{true, false, false, false});
  CHECK(show(TrainingPhase::loading) == std::array{false, false, false, true});
  CHECK(show(TrainingPhase::running) == std::array{false, true, false, true});
  CHECK(show(TrainingPhase::paused) == std::array{true, true, true, true});
  CHECK(show(TrainingPhase::stopping) == std::array{false, false, false, false});
  CHECK(show(TrainingPhase::finished) == std::array{true, false, false, false});
}

TEST_CASE("F5 asks for the training that the form describes, and goes on when paused") {
  Window window;
  window.set_data_sets({"generated", "mnist"}, "mnist");
  std::vector<TrainingRequest> requests;
  QObject::connect(&window, &MainWindow::train_requested,
                   [&](const TrainingRequest& r) { requests.push_back(r); });
  QTest::keyClick(&window, Qt::Key_F5);
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].data == "mnist");
  CHECK(requests[0].model == "digits");
  const TrainingOptions defaults;
  CHECK(requests[0].options.epochs == defaults.epochs);
  CHECK(requests[0].options.batch == defaults.batch);
  CHECK(requests[0].options.optimizer.learning_rate == Approx(defaults.optimizer.learning_rate));
  CHECK(requests[0].options.schedule == defaults.schedule);
  CHECK(requests[0].options.seed == defaults.seed);
}

TEST_CASE("paused: F5 resumes") {
  Window window;
  TrainingStatus status;
  status.phase = TrainingPhase::paused;
  window.show_training(status);
  QSignalSpy paused(&window, &MainWindow::pause_requested);
  QTest::keyClick(&window, Qt::Key_F5);
  REQUIRE(paused.count() == 1);
  CHECK_FALSE(paused[0][0].toBool());
}

TEST_CASE("progress says step, speed, time left and the last epoch") {
  Window window;
  TrainingStatus status;
  status.phase = TrainingPhase::running;
  status.data = "mnist";
  status.model = "digits";
  status.step = 500;
  status.total_steps = 1876;
  status.epochs_total = 2;
  status.images_per_second = 2100;
  status.seconds_left = 42;
  status.steps.push_back({1, 0, 2.3f, 6, 64, 0.05f});
  status.epochs.push_back({1, 0.2, 0.94, 0.9712, 2100});
  window.show_training(status);
  const QString text = window.part<TrainingPanel>()->progress_text();
  for (const char* part : {"step 500", "images/s", "42 s", "97.12 %"})
    CHECK(text.contains(QLatin1String(part)));
}

TEST_CASE("a dropped or pasted picture becomes the input, a dropped file is asked for by its kind") {
  Window window;
  auto* panel = window.part<InputPanel>();
  QImage picture(3, 2, QImage::Format_RGB32);
  picture.fill(Qt::white);
  QGuiApplication::clipboard()->setImage(picture);
  QTest::keyClick(&window, Qt::Key_V, Qt::ControlModifier);
  REQUIRE(std::holds_alternative<Image>(window.input().content));
  CHECK(std::get<Image>(window.input().content).width == 3);

  QSignalSpy image(&window, &MainWindow::open_image_requested),
      drawing(&window, &MainWindow::open_drawing_requested), model(&window, &MainWindow::model_requested);
  const auto drop = [&](const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(panel, &enter);
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(panel, &event);
  };
  drop("/somewhere/digit.png");
  drop("/somewhere/digit.jsonl");
  drop("/somewhere/net.ONNX");
  REQUIRE(image.count() == 1);
  CHECK(image[0][0].toString() == "/somewhere/digit.png");
  CHECK(drawing.count() == 1);
  CHECK(model.count() == 1);
}

TEST_CASE("an interrupted training is offered and answered without blocking") {
  Window window;
  QSignalSpy answered(&window, &MainWindow::resume_answered);
  window.offer_resume("A training was interrupted.");
  auto* bar = window.part<MessageBar>();
  REQUIRE(bar->isVisible());
  QTest::mouseClick(bar->findChildren<QPushButton*>()[1], Qt::LeftButton);
  REQUIRE(answered.count() == 1);
  CHECK_FALSE(answered[0][0].toBool());
}

TEST_CASE("an error goes when the user tries again - a question stays") {
  Window window;
  auto* bar = window.part<MessageBar>();
  window.show_error("a.png: no picture");
  REQUIRE(bar->isVisible());
  emit window.open_image_requested("b.png");
  CHECK_FALSE(bar->isVisible());
  window.offer_resume("A training was interrupted.");
  emit window.model_requested("digits");
  CHECK(bar->isVisible());
}

TEST_CASE("a download shows its progress and can be cancelled") {
  Window window;
  QSignalSpy cancelled(&window, &MainWindow::download_cancel_requested);
  window.show_download(5'000'000, 11'000'000);
  for (QPushButton* button : window.findChildren<QPushButton*>())
    if (button->text() == "Cancel" && button->isVisible()) QTest::mouseClick(button, Qt::LeftButton);
  CHECK(cancelled.count() == 1);
  window.show_download_ended(QString());
  for (QPushButton* button : window.findChildren<QPushButton*>())
    if (button->text() == "Cancel") CHECK_FALSE(button->isVisible());
}

TEST_CASE("everything that takes the keyboard has an accessible name") {
  Window window;
  window.show_frame(frame_of("digits"));
  window.set_samples({drawn_seven()});
  std::set<QWidget*> seen;
  auto* inspector = window.part<Inspector>();
  for (int tab = 0; tab < inspector->count(); ++tab) {
    inspector->setCurrentIndex(tab);
    for (QWidget* widget : window.findChildren<QWidget*>()) {
      const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
                           qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QSlider*>(widget) ||
                           qobject_cast<DrawPad*>(widget) || qobject_cast<ProbabilityBars*>(widget) ||
                           qobject_cast<TileGrid*>(widget) || qobject_cast<HeatMap*>(widget);
      if (!control || widget->objectName().startsWith("qt_") || !widget->isVisible()) continue;
      if (!seen.insert(widget).second) continue;
      QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
      REQUIRE(face);
      INFO(widget->metaObject()->className() << " " << widget->objectName().toStdString());
      CHECK_FALSE(face->text(QAccessible::Name).isEmpty());
      CHECK((widget->focusPolicy() & Qt::TabFocus) != 0);
    }
  }
  CHECK(seen.size() > 30);
}

TEST_CASE("light and dark reach every widget") {
  Window window;
  window.set_dark(true);
  CHECK(window.pad()->palette().color(QPalette::Base).lightness() < 80);
  CHECK(window.is_dark());
  window.set_dark(false);
  CHECK(window.pad()->palette().color(QPalette::Base).lightness() > 200);
}

TEST_CASE("a theme is a palette: no colour of the other one stays behind, and nothing is polished again") {
  Window window;
  window.set_dark(false);
  window.show_frame(frame_of("lenet5"));
  const QStyle* style = QApplication::style();
  const auto colour_of_guess = [&] {
    return window.findChild<AnswerPanel*>()->findChild<QLabel*>("guess")->palette().color(
        QPalette::WindowText);
  };
  for (const bool dark : {true, false, true, false}) {
    window.set_dark(dark);
    CHECK(colour_of_guess() == QApplication::palette().color(QPalette::Highlight));
    CHECK(QToolTip::palette().color(QPalette::ToolTipText) ==
          QApplication::palette().color(QPalette::ToolTipText));
    CHECK(QApplication::style() == style);
    CHECK(qApp->styleSheet().isEmpty());
    const QImage shot = window.grab().toImage();
    for (const QWidget* place :
         {static_cast<QWidget*>(window.findChild<QToolBar*>()), static_cast<QWidget*>(window.statusBar()),
          static_cast<QWidget*>(window.menuBar())}) {
      const QPoint corner = place->mapTo(&window, QPoint(place->width() / 2, place->height() / 2));
      CHECK((shot.pixelColor(corner * shot.devicePixelRatio()).lightness() < 128) == dark);
    }
  }
}

TEST_CASE("a window may go while the mouse is on it and the pad has the focus") {
  auto window = std::make_unique<Window>();
  window->show_frame(frame_of("lenet5"));
  QWidget* network = window->part<NetworkView>();
  QTest::mouseMove(network, network->rect().center());
  window->pad()->setFocus();
  QTest::keyClick(window->pad(), Qt::Key_Space);
  int changes = 0;
  QObject::connect(window.get(), &MainWindow::selection_changed, window.get(), [&] { ++changes; });
  window.reset();
  CHECK(changes == 0);
}

TEST_CASE("a window is put back on a screen that exists") {
  const QRect screen(0, 0, 1920, 1080);
  CHECK(clamped_to_screens({100, 100, 1280, 800}, {screen}) == QRect(100, 100, 1280, 800));
  CHECK(clamped_to_screens({4000, 100, 1280, 800}, {screen}) == QRect(640, 100, 1280, 800));
  CHECK(clamped_to_screens({-50, -20, 3000, 2000}, {screen}) == screen);
  CHECK(clamped_to_screens({2000, 50, 800, 600}, {screen, {1920, 0, 1280, 1024}}) ==
        QRect(2000, 50, 800, 600));
}

TEST_CASE("settings are kept by a window that restored them, and damage does no harm") {
  QSettings().clear();
  {
    Window window;
    window.close();
    CHECK(QSettings().allKeys().isEmpty());
  }
  {
    Window window;
    window.restore_settings();
    window.set_dark(true);
    window.findChild<QDockWidget*>("answer")->hide();
    window.close();
  }
  {
    Window window;
    window.restore_settings();
    CHECK(window.is_dark());
    CHECK_FALSE(window.findChild<QDockWidget*>("answer")->isVisible());
    window.set_dark(false);
  }
  QSettings().setValue("window/geometry", QByteArray("rubbish"));
  QSettings().setValue("window/docks", QByteArray("rubbish"));
  Window window;
  window.restore_settings();
  CHECK(window.findChild<QDockWidget*>("answer")->isVisible());
  QSettings().clear();
}
