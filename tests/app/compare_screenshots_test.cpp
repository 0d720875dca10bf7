#include <QButtonGroup>
#include <QComboBox>
#include <QDir>
#include <QMenu>

#include "tests/app/support.h"
#include "ui/views/compare_side_button.h"
#include "ui/views/compare_view.h"
#include "ui/views/inspector.h"

namespace convlens::app {

// Not part of the tests: pictures for the eyes of whoever changes the view. CONVLENS_SHOTS names the folder,
// CONVLENS_SHOT_SIZE the window's size ("1280x800").
TEST_CASE("screenshots of Compare", "[.screenshots]") {
  const QString folder = qEnvironmentVariable("CONVLENS_SHOTS", QStringLiteral("shots"));
  QDir().mkpath(folder);
  const test::TemporaryFolder scratch;
  TestProgram test(scratch.path());
  test.begin();
  ui::MainWindow& window = test.program.window;
  const QStringList size = qEnvironmentVariable("CONVLENS_SHOT_SIZE", QStringLiteral("1280x800")).split('x');
  window.resize(size.value(0).toInt(), size.value(1).toInt());
  auto* inspector = window.findChild<ui::Inspector*>();
  inspector->open_view(QStringLiteral("compare"));
  auto* view = window.findChild<ui::CompareView*>();
  const auto grab = [&](const QString& name) {
    REQUIRE(wait_until([&] { return !view->is_busy(); }, kPatience));
    wait_until([] { return false; }, 0.2);
    window.grab().save(QStringLiteral("%1/compare-%2.png").arg(folder, name));
  };
  grab("begin");
  for (QAbstractButton* button : view->findChildren<QAbstractButton*>())
    if (button->text() == "Keep this as A") button->click();
  test.pad().clear();
  for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
  REQUIRE(test.answered());
  window.set_selection({test.frame->model->graph->find("relu2"), 5, std::nullopt, -1});
  auto* box = view->findChild<QComboBox*>();
  auto* pages = view->findChild<QButtonGroup*>();
  for (int i = 0; i < box->count(); ++i) {
    box->setCurrentIndex(i);
    grab(QStringLiteral("%1").arg(i));
    if (!pages->button(1)->isVisible()) continue;
    pages->button(1)->click();
    grab(QStringLiteral("%1-all").arg(i));
    pages->button(0)->click();
  }
  auto* side = view->findChildren<ui::CompareSideButton*>().last();
  side->menu()->popup(side->mapToGlobal(QPoint(0, side->height())));
  wait_until([] { return false; }, 0.2);
  side->menu()->grab().save(QStringLiteral("%1/compare-menu.png").arg(folder));
  side->menu()->close();
  window.set_dark(true);
  box->setCurrentIndex(0);
  grab("dark-0");
  box->setCurrentIndex(1);
  grab("dark-1");
  emit window.language_requested("zh_CN");
  grab("chinese-dark-1");
}

}  // namespace convlens::app
