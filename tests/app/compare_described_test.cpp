#include <QComboBox>
#include <QMenu>

#include "app/opened_model.h"
#include "core/formats/onnx.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "tests/app/support.h"
#include "tests/support/broken_files.h"
#include "tests/support/process.h"
#include "ui/path_dialogs.h"
#include "ui/views/compare_side_button.h"
#include "ui/views/compare_view.h"
#include "ui/views/inspector.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

Model colour_network(std::uint64_t seed) {
  auto graph = std::make_shared<Graph>(Shape{3, 16, 16});
  graph->add("conv", make_layer("conv2d", {{"kernel_shape", std::vector<std::int64_t>{3, 3}},
                                           {kOutChannels, std::int64_t{6}}}));
  graph->add("relu", make_layer("relu", {}));
  graph->add("flatten", make_layer("flatten", {}));
  graph->add("dense", make_layer("dense", {{kOutChannels, std::int64_t{4}}}));
  return initialised_model(graph, seed);
}

/// Gives the path that a person would have chosen in the dialog.
struct ChosenPath : ui::PathDialogs {
  explicit ChosenPath(const fs::path& chosen) : path(QString::fromStdString(chosen.string())) {}
  void ask_file(QWidget&, const QString&, const QString&, Chosen chosen) override { chosen(path); }
  QString path;
};

void run_command(const std::vector<std::string>& words) {
  const test::Outcome ended = test::run(words);
  INFO(ended.err);
  REQUIRE(ended.code == 0);
}

}  // namespace

TEST_CASE("Compare opens a second network as the window does: as it was described") {
  const test::TemporaryFolder folder;
  const fs::path first = folder / "first.onnx", second = folder / "second.onnx",
                 described = folder / "described.onnx", drawing = folder / "seven.jsonl";
  save_onnx(first, with_answer(colour_network(1), {}));
  save_onnx(second, colour_network(2));
  InputMemory(input_memory_file()).remember(*digest_of({second}), {.range = "caffe", .blue_first = true});
  run_command(
      {"describe", second.string(), "--pixels", "caffe", "--order", "bgr", "--out", described.string()});

  TestProgram test(folder / "checkpoints");
  test.begin();
  emit test.program.window.model_requested(QString::fromStdString(first.string()));
  REQUIRE(wait_until([&] { return test.program.session.name().text() == "first.onnx"; }, kPatience));
  test.pad().clear();
  for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
  REQUIRE(test.answered());
  emit test.program.window.save_drawing_requested(QString::fromStdString(drawing.string()),
                                                  test.pad().drawing());
  REQUIRE(wait_until([&] { return fs::exists(drawing); }, kPatience));

  auto* inspector = test.program.window.findChild<ui::Inspector*>();
  auto* view = inspector->findChild<ui::CompareView*>();
  inspector->setCurrentWidget(view);
  test.program.window.set_selection({test.frame->model->graph->find("relu"), 0, std::nullopt, -1});
  auto* figure = view->findChild<QComboBox*>();
  figure->setCurrentIndex(figure->findText("Feature maps"));
  for (auto* button : view->findChildren<QAbstractButton*>())
    if (button->text() == "Keep this as A") QTest::mouseClick(button, Qt::LeftButton);
  view->set_path_dialogs(std::make_unique<ChosenPath>(second));
  for (QAction* action : view->findChildren<ui::CompareSideButton*>()[1]->menu()->actions())
    if (action->text().startsWith("Another one")) action->trigger();
  REQUIRE(wait_until([&] { return !view->is_busy() && view->exporter(); }, kPatience));
  FigureFiles files = view->exporter()();

  const auto command = [&](const fs::path& with, const fs::path& out) {
    run_command({"compare", "--model", first.string(), "--with-model", with.string(), "--image",
                 drawing.string(), "--figure", "maps", "--layer", "relu", "--unit", "0", "--out",
                 out.string()});
  };
  command(described, folder / "as described");
  command(second, folder / "as it is");
  int compared = 0;
  for (const FigureFile& file : files) {
    if (file.name.ends_with(".csv")) continue;
    INFO(file.name);
    CHECK(file.bytes == test::contents(folder.path() / "as described" / file.name));
    if (file.name == "b.npy") CHECK(file.bytes != test::contents(folder.path() / "as it is" / file.name));
    ++compared;
  }
  CHECK(compared == 6);
}

}  // namespace convlens::app
