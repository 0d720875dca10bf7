#include <QListWidget>
#include <QPushButton>
#include <fstream>
#include <set>
#include <sstream>

#include "core/study/lab_folder.h"
#include "tests/app/support.h"
#include "tests/support/process.h"
#include "ui/views/inspector.h"
#include "ui/views/lab_form.h"
#include "ui/views/lab_table.h"
#include "ui/views/lab_view.h"

namespace convlens::app {
namespace {

using ui::LabView;

LabView& lab_of(TestProgram& test) {
  test.program.window.findChild<ui::Inspector*>()->open_view(QStringLiteral("lab"));
  return *test.program.window.findChild<LabView*>();
}

QPushButton& button_of(LabView& view, const QString& text) {
  for (auto* button : view.findChildren<QPushButton*>())
    if (button->text() == text) return *button;
  throw std::runtime_error("no button of that text");
}

/// Two variants, so many epochs: the fields as a lab that is shown would set them.
void set_up(LabView& view, const std::string& data, int epochs) {
  LabSettings settings = view.form().settings();
  settings.data = data;
  settings.variants = {parse_variant("window=7,stride=2"), parse_variant("maps=0.5")};
  settings.epochs = epochs;
  view.form().show_settings(settings);
}

}  // namespace

TEST_CASE(
    "a lab runs behind the window, the pen is answered meanwhile, and a variant becomes the window's "
    "network") {
  const test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  LabView& view = lab_of(test);
  set_up(view, small_data(folder, 160), 3);
  REQUIRE(wait_until([&] { return button_of(view, QStringLiteral("Start")).isEnabled(); }, kPatience));
  QTest::mouseClick(&button_of(view, QStringLiteral("Start")), Qt::LeftButton);
  for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
  REQUIRE(test.answered());
  REQUIRE(wait_until([&] { return !view.is_busy(); }, kPatience));
  REQUIRE(LabFolder(folder / "lab").state().finished());

  view.findChild<ui::LabTable*>()->choose(1);  // the list has the usual variants first
  QTest::mouseClick(&button_of(view, QStringLiteral("Open this variant")), Qt::LeftButton);
  const auto kept = LabFolder(folder / "lab").load(1);
  REQUIRE(wait_until(
      [&] { return test.program.session.model()->parameters == kept->checkpoint.state.parameters; },
      kPatience));
  REQUIRE(wait_until([&] { return test.frame->model == test.program.session.model(); }, kPatience));
  CHECK(test.program.session.name().name == QStringLiteral("window=7,stride=2.onnx"));
  CHECK(test.frame->activations->of(test.frame->model->graph->find("conv1")).shape() == Shape{16, 14, 14});
}

TEST_CASE("a window that is closed while a lab runs leaves it for the next one to pick up") {
  const test::TemporaryFolder folder;
  const std::string data = small_data(folder, 160);
  {
    TestProgram test(folder / "checkpoints");
    test.begin();
    LabView& view = lab_of(test);
    set_up(view, data, 200);
    REQUIRE(wait_until([&] { return button_of(view, QStringLiteral("Start")).isEnabled(); }, kPatience));
    button_of(view, QStringLiteral("Start")).click();
    REQUIRE(wait_until([&] { return view.exporter() != nullptr; }, kPatience));
  }
  const LabState left = LabFolder(folder / "lab").state();
  REQUIRE(left.begun());
  REQUIRE_FALSE(left.finished());
  TestProgram test(folder / "checkpoints");
  test.begin();
  LabView& view = lab_of(test);
  REQUIRE(wait_until([&] { return button_of(view, QStringLiteral("Pick up")).isVisible(); }, kPatience));
  CHECK(view.form().settings().epochs == 200);
  button_of(view, QStringLiteral("Pick up")).click();
  REQUIRE(wait_until([&] { return view.is_busy(); }, kPatience));
  button_of(view, QStringLiteral("Stop")).click();
  CHECK_FALSE(view.is_busy());
  CHECK(button_of(view, QStringLiteral("Pick up")).isVisible());
}

TEST_CASE("the window shows a lab that the command has trained, and exports the same bytes") {
  const test::TemporaryFolder folder;
  const std::filesystem::path place = folder / "lab";
  const test::Outcome ended = test::run({"lab", "--data", small_data(folder, 80), "--variant", "as-is", "--variant",
                                         "window=3,maps=0.5", "--out", place.string()});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  TestProgram test(folder / "checkpoints");
  test.begin();
  LabView& view = lab_of(test);
  REQUIRE(wait_until([&] { return view.exporter() != nullptr; }, kPatience));
  std::set<std::string> exported;
  for (const FigureFile& file : view.exporter()()) {
    INFO(file.name);
    if (!std::filesystem::exists(place / file.name)) continue;  // a table beside an array
    std::ostringstream made;
    made << std::ifstream(place / file.name, std::ios::binary).rdbuf();
    CHECK(made.str() == file.bytes);
    exported.insert(file.name);
  }
  for (const auto& file : std::filesystem::directory_iterator(place))
    if (file.path().filename().string().starts_with("lab-"))
      CHECK(exported.contains(file.path().filename().string()));
}

}  // namespace convlens::app
