#include <QComboBox>
#include <QDir>
#include <QTranslator>
#include <cmath>
#include <filesystem>

#include "core/formats/onnx.h"
#include "tests/ui/support.h"
#include "ui/main_window.h"
#include "ui/views/map_facts.h"
#include "ui/widgets/heat_map.h"

using namespace convlens;
using namespace convlens::ui;

// Not part of the tests: pictures for the eyes of whoever changes the window. CONVLENS_SHOTS names the
// folder, CONVLENS_SHOT_MODEL an .onnx or a preset with untrained weights.
TEST_CASE("screenshots of the window", "[.screenshots]") {
  const QString folder = qEnvironmentVariable("CONVLENS_SHOTS", QStringLiteral("shots"));
  QDir().mkpath(folder);
  const QByteArray source = qEnvironmentVariable("CONVLENS_SHOT_MODEL", QStringLiteral("digits")).toUtf8();
  const auto model = source.endsWith(".onnx") ? std::make_shared<const Model>(load_onnx(source.toStdString()))
                                              : untrained(source.constData());
  const bool dark = qEnvironmentVariableIntValue("CONVLENS_SHOT_DARK") != 0;
  const QString suffix = dark ? QStringLiteral("dark") : QStringLiteral("light");

  // CONVLENS_SHOT_QM: a compiled translation.
  QTranslator translator;
  if (translator.load(qEnvironmentVariable("CONVLENS_SHOT_QM")))
    QCoreApplication::installTranslator(&translator);

  MainWindow window;
  window.set_dark(dark);
  const QStringList size = qEnvironmentVariable("CONVLENS_SHOT_SIZE", QStringLiteral("1280x800")).split('x');
  window.resize(size.value(0).toInt(), size.value(1).toInt());
  show_and_wait(window);
  const auto grab = [&](const QString& name) {
    QCoreApplication::processEvents();
    window.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, suffix));
  };
  grab(QStringLiteral("1-before"));

  Drawing seven = drawn_seven();
  seven.label = 7;
  window.set_samples({seven, seven, seven, seven, seven, seven});
  window.set_shipped_models({{.name = QStringLiteral("digits"), .file = {}}});
  window.set_data_sets({QStringLiteral("generated")}, QStringLiteral("generated"));
  window.show_model(model, {.name = QStringLiteral("digits")});
  window.set_drawing(seven);
  window.show_frame(frame_of(model, seven));
  grab(QStringLiteral("2-drawn"));

  TrainingStatus status;
  status.phase = TrainingPhase::running;
  status.data = QStringLiteral("mnist");
  status.model = QStringLiteral("digits");
  status.total_steps = 1876;
  status.step = 1100;
  status.epochs_total = 2;
  status.images_per_second = 2310;
  status.seconds_left = 83;
  for (int i = 1; i <= 1100; ++i) {
    StepRecord step;
    step.step = i;
    step.loss = 0.08f + 2.2f * std::exp(-static_cast<float>(i) / 120) +
                0.05f * static_cast<float>(i * 7919 % 13) / 13;
    step.count = 64;
    step.correct =
        std::min(64, static_cast<int>(62 - 50 * std::exp(-static_cast<float>(i) / 90)) + i * 31 % 3);
    status.steps.push_back(step);
  }
  status.epochs.push_back({1, 0.1, 0.97, 0.9831, 2310});
  window.show_training(status);
  window.offer_resume(QStringLiteral("A training of digits on MNIST was interrupted at step 700 of 1,876."));
  Selection selection;
  const Graph& graph = *model->graph;
  for (int i = 0; i < graph.size(); ++i)
    if (graph.node(i).layer->kind() == "conv2d") selection.layer = i;
  selection.map = 5;
  window.set_selection(selection);
  grab(QStringLiteral("3-training"));

  auto* inspector = window.findChild<QTabWidget*>();
  for (int i = 0; i < inspector->count(); ++i) {
    inspector->setCurrentIndex(i);
    grab(QStringLiteral("4-%1").arg(inspector->widget(i)->objectName()));
  }
  inspector->setCurrentIndex(0);
  for (const char* layer : {"relu2", "relu3"}) {
    selection = {graph.find_or(layer, 2), 3, Position{0, 5}, -1};
    window.set_selection(selection);
    grab(QStringLiteral("4-field-%1").arg(QLatin1String(layer)));
  }
  auto* maps = inspector->currentWidget();
  auto* figure = maps->findChild<HeatMap*>();
  hover(*figure, figure->cell_rect({2, 3}).center());
  grab(QStringLiteral("4-hover"));
  leave(*figure);
  maps->findChild<QComboBox*>()->setCurrentIndex(1);
  grab(QStringLiteral("4-maps-by-activation"));
  const FramePtr frame = frame_of(model, seven);
  const auto facts = facts_of_maps(frame->activations->of(selection.layer));
  selection = {selection.layer, ordered_maps(facts, MapOrder::activation).back(), std::nullopt, -1};
  window.set_selection(selection);
  grab(QStringLiteral("4-maps-dead"));
  maps->findChild<QComboBox*>()->setCurrentIndex(0);
  if (auto* dock = window.findChild<QWidget*>(QStringLiteral("training"))) dock->hide();
  grab(QStringLiteral("4-maps-high"));
  inspector->setCurrentIndex(1);
  grab(QStringLiteral("4-filters-high"));
  if (auto* dock = window.findChild<QWidget*>(QStringLiteral("training"))) dock->show();
  QTest::keyClick(&window, Qt::Key_F9);
  grab(QStringLiteral("4-filters-large"));
  inspector->setCurrentIndex(0);
  window.set_selection({graph.find_or("relu2", 2), 3, Position{6, 9}, -1});
  grab(QStringLiteral("4-maps-large"));
  inspector->setCurrentIndex(1);
  QTest::keyClick(&window, Qt::Key_F9);
  selection = {1, 5, std::nullopt, -1};
  window.set_selection(selection);
  window.show_error(
      QStringLiteral("photo.png: the picture is broken; open it in another program and save it again"));
  grab(QStringLiteral("5-first-filters"));
}
