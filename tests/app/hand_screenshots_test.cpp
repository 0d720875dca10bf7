#include <QDir>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

#include "core/data/generated.h"
#include "tests/app/support.h"
#include "tests/support/mirrored_digits.h"
#include "tests/support/paper_page.h"
#include "ui/views/hand_view.h"
#include "ui/widgets/label_buttons.h"

namespace convlens::app {

// Not part of the tests: pictures for the eyes of whoever changes the tab Your hand. CONVLENS_SHOTS names the
// folder, CONVLENS_SHOT_SIZE the window's size ("1280x800"), CONVLENS_SHOT_DRAWINGS a file of drawings.
TEST_CASE("screenshots of the user's hand", "[.hand-screenshots]") {
  const QString folder = qEnvironmentVariable("CONVLENS_SHOTS", QStringLiteral("shots"));
  QDir().mkpath(folder);
  test::TemporaryFolder scratch;
  TestProgram test(scratch / "checkpoints");
  test.begin();
  ui::MainWindow& window = test.program.window;
  const QStringList size = qEnvironmentVariable("CONVLENS_SHOT_SIZE", QStringLiteral("1280x800")).split('x');
  window.resize(size.value(0).toInt(), size.value(1).toInt());
  auto* view = window.findChild<ui::HandView*>();
  window.findChild<QTabWidget*>()->setCurrentWidget(view);
  const auto grab = [&](const char* name) {
    wait_until([] { return false; }, 0.3);
    window.grab().save(QStringLiteral("%1/hand-%2.png").arg(folder, QLatin1String(name)));
  };
  grab("1-empty");
  const QString file = qEnvironmentVariable("CONVLENS_SHOT_DRAWINGS");
  for (const Drawing& drawing :
       file.isEmpty() ? test::mirrored_digits(7, 12, 3) : read_drawings(file.toStdString()))
    test.program.hand.keep(drawing);
  Image page = test::photographed_paper();
  test::write_on(page, generate_digit(7, 3, 0, 2), 200, 150);
  window.set_input({page, std::nullopt});
  wait_until([] { return false; }, 1);
  QTest::mouseClick(window.findChild<ui::LabelButtons*>()->button(7), Qt::LeftButton);
  wait_until([] { return false; }, 1);
  view->choose_data_set("generated");
  grab("2-kept");
  const auto before = test.program.session.model();
  for (QPushButton* button : view->findChildren<QPushButton*>())
    if (button->text() == "Teach") QTest::mouseClick(button, Qt::LeftButton);
  wait_until([] { return false; }, 1);
  grab("3-teaching");
  REQUIRE(wait_until([&] { return test.program.session.model() != before && !view->is_busy(); }, kPatience));
  grab("4-taught");
  window.set_selection({test.frame->model->graph->find("relu3"), 0, std::nullopt, -1});
  grab("5-deeper");
  window.set_dark(true);
  grab("6-dark");
  window.set_dark(false);
  emit window.language_requested("zh_CN");
  grab("7-chinese");
  emit window.language_requested("en");
}

}  // namespace convlens::app
