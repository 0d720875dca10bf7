#include <QDir>
#include <QTabWidget>
#include <QTest>
#include <QWheelEvent>

#include "tests/app/screenshots.h"
#include "ui/views/embedding_view.h"
#include "ui/widgets/scatter_plot.h"

namespace convlens::app {

// Not part of the tests: pictures for the eyes of whoever changes the map of images. CONVLENS_SHOTS names the
// folder, CONVLENS_SHOT_DATA the data set's word (generated), CONVLENS_SHOT_MODEL a preset or an .onnx file,
// CONVLENS_SHOT_LAYER a layer, CONVLENS_SHOT_SIZE the window's size ("1280x800").
TEST_CASE("screenshots of the map of images", "[.screenshots]") {
  ScreenshotDesk desk("1280x800");
  TestProgram& test = desk.test;
  ui::MainWindow& window = desk.window;
  auto* view = window.findChild<ui::EmbeddingView*>();
  view->choose_data_set(desk.data);
  window.findChild<QTabWidget*>()->setCurrentWidget(view);
  const QByteArray layer = qEnvironmentVariable("CONVLENS_SHOT_LAYER", QStringLiteral("relu3")).toUtf8();
  window.set_selection({test.frame->model->graph->find(layer.constData()), 0, std::nullopt, -1});
  const auto grab = [&](const char* name) {
    wait_until([] { return false; }, 0.3);
    window.grab().save(QStringLiteral("%1/map-%2.png").arg(desk.folder, QLatin1String(name)));
  };
  const auto press = [&](const char* text) {
    for (auto* button : view->findChildren<QAbstractButton*>())
      if (button->text() == QLatin1String(text)) button->click();
  };
  const auto rest = [&] { REQUIRE(wait_until([&] { return !view->is_busy(); }, kPatience)); };
  grab("1-before");
  press("Start");
  rest();
  grab("2-pca");
  press("t-SNE");
  wait_until([&] { return view->found() && view->found()->embedding.iterations > 150; }, kPatience);
  grab("3-forming");
  rest();
  auto* plot = view->findChild<ui::ScatterPlot*>();
  REQUIRE(plot->count() > 30);
  const QPointF place = plot->place_of(30);
  QMouseEvent move(QEvent::MouseMove, place, plot->mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
  QCoreApplication::sendEvent(plot, &move);
  test.pad().clear();
  for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
  REQUIRE(test.answered());
  grab("4-tsne");
  QWheelEvent wheel(place, plot->mapToGlobal(place), {}, {0, 6 * 120}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(plot, &wheel);
  grab("5-zoomed");
  window.set_dark(true);
  plot->show_all();
  grab("6-dark");
  window.set_dark(false);
  emit window.language_requested("zh_CN");
  grab("7-chinese");
}

}  // namespace convlens::app
