#include <QComboBox>
#include <QDir>

#include "core/formats/onnx.h"
#include "tests/app/support.h"
#include "tests/support/picture_folder.h"
#include "tests/support/process.h"
#include "ui/docks/training_form.h"
#include "ui/docks/training_panel.h"
#include "ui/widgets/freeze_choice.h"
#include "ui/widgets/move_bars.h"

namespace convlens::app {
namespace {

/// The TRAINING dock in the hands of somebody who takes the network shown to pictures of their own.
struct Dock {
  explicit Dock(TestProgram& in) : test(in) {}

  ui::TrainingPanel& panel() { return *test.program.window.findChild<ui::TrainingPanel*>(); }
  ui::FreezeChoice& freeze() { return *panel().form()->freeze(); }
  ui::MoveBars& moves() { return *panel().findChild<ui::MoveBars*>(); }
  void choose(const QString& word) {
    for (auto* box : panel().form()->findChildren<QComboBox*>())
      if (box->findText(word) >= 0) return box->setCurrentIndex(box->findText(word));
    FAIL("no choice " << word.toStdString());
  }
  void train() {
    test.trained = false;
    test.action("Train").trigger();
    REQUIRE(wait_until([&] { return test.trained; }, kPatience));
    REQUIRE(wait_until([&] { return test.frame->model == test.program.session.model(); }, kPatience));
  }

  TestProgram& test;
};

const QString kNewHead = QStringLiteral("New last layer");

}  // namespace

TEST_CASE(
    "the network shown is taken to a folder of pictures: a new last layer, frozen ones, and what moved") {
  test::TemporaryFolder folder;
  const std::string data = "folder:" + test::make_picture_folder(folder / "shapes", 8).string();
  TestProgram test(folder / "checkpoints");
  test.begin();
  Dock dock(test);
  const auto before = test.program.session.model();
  dock.panel().form()->choose_data(QString::fromStdString(data));
  CHECK_FALSE(dock.freeze().isVisible());
  CHECK_FALSE(dock.moves().isVisible());
  dock.choose(kNewHead);
  REQUIRE(dock.freeze().isVisible());
  CHECK(dock.freeze().itemText(dock.freeze().count() - 1) == "Frozen up to dense1");
  dock.freeze().setCurrentIndex(dock.freeze().findText("Frozen up to conv2"));
  dock.train();

  const auto after = test.program.session.model();
  CHECK(after->class_names == std::vector<std::string>{"bar", "cross", "ring"});
  CHECK(test.program.session.name().text().contains("shapes"));
  for (const char* layer : {"conv1", "conv2"})
    CHECK(filters_of(*after, after->graph->find(layer)).values ==
          filters_of(*before, before->graph->find(layer)).values);
  // The drawing is of a 0, which is none of these.
  CHECK_FALSE(test.frame->true_label);
  REQUIRE(dock.moves().isVisible());
  CHECK(dock.moves().accessibleDescription().contains("conv2: frozen"));
  CHECK_FALSE(dock.moves().accessibleDescription().contains("conv3: frozen"));
  CHECK(test.message().contains("cut.jpg: skipped: incomplete"));

  // The command line's, with the same settings.
  const test::Outcome ended = test::run({"train", "--data", data, "--model", "digits", "--new-head",
                                         "--freeze", "conv2", "--out", (folder / "shapes.onnx").string()});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK((load_onnx(folder / "shapes.onnx").parameters == after->parameters));

  // What was frozen for one training is not for the next.
  dock.choose("Weights shown");
  dock.freeze().setCurrentIndex(0);
  dock.train();
  const auto again = test.program.session.model();
  CHECK(filters_of(*again, again->graph->find("conv1")).values !=
        filters_of(*after, after->graph->find("conv1")).values);
  CHECK_FALSE(dock.moves().accessibleDescription().contains("frozen"));
}

// Not part of the tests: pictures for the eyes of whoever changes the dock. CONVLENS_SHOTS names the folder.
TEST_CASE("screenshots of transfer learning", "[.transfer-screenshots]") {
  const QString shots = qEnvironmentVariable("CONVLENS_SHOTS", QStringLiteral("shots"));
  QDir().mkpath(shots);
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  test.program.window.resize(1280, 800);
  Dock dock(test);
  const auto grab = [&](const char* name) {
    wait_until([] { return false; }, 0.3);
    test.program.window.grab().save(QStringLiteral("%1/transfer-%2.png").arg(shots, QLatin1String(name)));
  };
  test.program.window.show_opening(QStringLiteral("vgg16.onnx"));
  wait_until([] { return false; }, 0.7);
  test.program.window.show_opening_progress(45, 100);
  grab("1-opening");
  test.program.window.show_opening_ended();
  dock.panel().form()->choose_data(
      QString::fromStdString("folder:" + test::make_picture_folder(folder / "shapes", 8).string()));
  dock.choose(kNewHead);
  dock.freeze().setCurrentIndex(dock.freeze().findText("Frozen up to conv2"));
  test.program.window.show_error("shapes: something to read in both themes");
  grab("2-chosen");
  dock.train();
  grab("3-trained");
  test.program.window.set_dark(true);
  grab("4-dark");
  test.program.window.set_dark(false);
  emit test.program.window.language_requested("zh_CN");
  test.program.window.show_opening(QStringLiteral("vgg16.onnx"));
  wait_until([] { return false; }, 0.7);
  test.program.window.show_opening_progress(45, 100);
  grab("5-chinese");
  test.program.window.show_opening_ended();
  emit test.program.window.language_requested("en");
}

}  // namespace convlens::app
