#include <QDir>
#include <QScreen>
#include <QTabWidget>
#include <QTest>
#include <QWindow>

#include "tests/app/screenshots.h"
#include "ui/views/data_view.h"
#include "ui/widgets/confusion_matrix.h"
#include "ui/widgets/picture_grid.h"

namespace convlens::app {

// Not part of the tests: pictures for the eyes of whoever changes the data browser. CONVLENS_SHOTS names the folder,
// CONVLENS_SHOT_DATA the data set's word (generated), CONVLENS_SHOT_MODEL a preset or an .onnx file,
// CONVLENS_SHOT_SIZE the window's size ("1280x800").
TEST_CASE("screenshots of the data browser", "[.screenshots]") {
  ScreenshotDesk desk("1440x900");
  TestProgram& test = desk.test;
  ui::MainWindow& window = desk.window;
  auto* view = window.findChild<ui::DataView*>();
  auto* tabs = window.findChild<QTabWidget*>();
  view->choose_data_set(desk.data);
  tabs->setCurrentWidget(view);
  const auto grab = [&](const char* name) {
    wait_until([] { return false; }, 0.2);
    window.grab().save(QStringLiteral("%1/data-%2.png").arg(desk.folder, QLatin1String(name)));
  };
  const auto there = [&] { return view->evaluation() && (view->evaluation()->done > 0 || view->evaluation()->answers.empty()); };
  REQUIRE(wait_until(there, kPatience));
  grab("1-filling");
  const auto complete = [&] { return view->evaluation()->answers.empty() || view->evaluation()->complete(); };
  REQUIRE(wait_until(complete, kPatience));
  grab("2-complete");
  if (view->evaluation()->answers.empty()) return;
  auto* matrix = view->findChild<ui::ConfusionMatrix*>();
  auto* grid = view->findChild<ui::PictureGrid*>();
  ui::ConfusionCell worst{0, 1};
  for (int truth = 0; truth < 10; ++truth)
    for (int predicted = 0; predicted < 10; ++predicted)
      if (truth != predicted && matrix->count({truth, predicted}) > matrix->count(worst)) worst = {truth, predicted};
  QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->cell_rect(worst).center().toPoint());
  QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->picture_rect(1).center());
  REQUIRE(test.answered());
  grab("3-cell-and-input");
  window.set_dark(true);
  grab("4-dark");
  window.set_dark(false);
  emit window.language_requested("zh_CN");
  grab("5-chinese");
  emit window.language_requested("en");
  const auto old = test.program.session.model();
  emit window.model_requested("lenet5");
  if (wait_until([&] { return test.frame->model != old; }, kPatience)) grab("6-stale");
}

}  // namespace convlens::app
