#include <QButtonGroup>
#include <QDir>

#include "tests/app/screenshots.h"
#include "ui/views/inspector.h"
#include "ui/widgets/message_bar.h"

namespace convlens::app {

// Not part of the tests: every tab of the inspector with each of its pages, for the eyes of whoever changes
// them. CONVLENS_SHOTS names the folder, CONVLENS_SHOT_SIZE the window's size ("1280x800"),
// CONVLENS_SHOT_LANGUAGE the language ("zh_CN"), CONVLENS_SHOT_DARK=1 the dark theme.
TEST_CASE("screenshots of every page of every tab", "[.screenshots]") {
  ScreenshotDesk desk("1280x800");
  TestProgram& test = desk.test;
  emit desk.window.language_requested(qEnvironmentVariable("CONVLENS_SHOT_LANGUAGE", QStringLiteral("en")));
  desk.window.set_dark(qEnvironmentVariableIntValue("CONVLENS_SHOT_DARK") != 0);
  const auto grab = [&](const QString& name, QWidget& part) {
    wait_until([] { return false; }, 0.8);
    part.grab().save(QStringLiteral("%1/%2.png").arg(desk.folder, name));
  };
  auto* inspector = desk.window.findChild<ui::Inspector*>();
  const auto& graph = *test.frame->model->graph;
  desk.window.set_selection({graph.find("conv1"), 0, std::nullopt, -1});
  for (int tab = 0; tab < inspector->count(); ++tab) {
    inspector->setCurrentIndex(tab);
    ui::View* view = inspector->current_view();
    const bool explains = view->objectName() == "reconstruction" || view->objectName() == "saliency";
    desk.window.set_selection({graph.find(explains ? "dense2" : "conv1"), explains ? 5 : 0, std::nullopt, -1});
    const auto* pages = view->findChild<QButtonGroup*>();
    if (!pages) {
      grab(view->objectName(), *inspector);
      continue;
    }
    for (QAbstractButton* page : pages->buttons()) {
      page->click();
      grab(QStringLiteral("%1-%2").arg(view->objectName()).arg(pages->id(page)), *inspector);
    }
  }
  inspector->setCurrentIndex(0);
  desk.window.set_selection({graph.find("pool2"), 9, std::nullopt, -1});
  grab(QStringLiteral("window"), desk.window);
  desk.window.offer_resume(QStringLiteral("The training of digits on Generated digits was interrupted at step 73, in epoch 1 of 2."));
  desk.window.set_resumable(true);
  desk.window.set_selection({});
  grab(QStringLiteral("window-question"), desk.window);
  desk.window.show_error(QStringLiteral("/home/student/numbers: there is no data to train on in this folder, neither a subfolder of "
                                        "images for each class nor MNIST's four files. Choose the folder above the class folders."));
  grab(QStringLiteral("window-error"), desk.window);
}

}  // namespace convlens::app
