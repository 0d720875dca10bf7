#include <QPushButton>
#include <QTabWidget>
#include <filesystem>
#include <iterator>

#include "core/explain/occlusion.h"
#include "tests/app/support.h"
#include "ui/views/inspector.h"
#include "ui/views/registry.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/map_panel.h"

namespace convlens::app {
namespace {

ui::View& open_tab(TestProgram& test, const char* id) {
  auto* inspector = test.program.window.findChild<ui::Inspector*>();
  for (int i = 0; i < inspector->count(); ++i)
    if (inspector->widget(i)->objectName() == QLatin1String(id)) {
      inspector->setCurrentIndex(i);
      return *inspector->views()[static_cast<std::size_t>(i)];
    }
  FAIL("no tab " << id);
  throw std::logic_error("unreachable");
}

/// Whether one of the panels that are to be seen, by their order, shows these values.
bool shows(ui::View& view, int panel, const std::vector<float>& values, int width) {
  QList<ui::MapPanel*> panels;
  for (ui::MapPanel* candidate : view.findChildren<ui::MapPanel*>())
    if (candidate->isVisible()) panels << candidate;
  if (panel >= panels.size()) return false;
  const ui::HeatMap& map = *panels[panel]->map();
  if (!map.has_values(values.size())) return false;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (map.value({static_cast<int>(i) / width, static_cast<int>(i) % width}) != values[i]) return false;
  return true;
}

}  // namespace

TEST_CASE("occlusion follows the pen: after the last stroke the maps are that drawing's own") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  ui::View& view = open_tab(test, "occlusion");
  test.pad().clear();
  for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
  REQUIRE(test.answered());
  ThreadPool pool(1);
  OcclusionOptions options;
  const OcclusionResult sweep = occlude(*test.frame->model, test.frame->activations->input.view(), options, pool);
  REQUIRE(wait_until([&] { return shows(view, 0, sweep.activation, sweep.positions_x); }, kPatience));
  CHECK(shows(view, 1, sweep.probability, sweep.positions_x));
}

TEST_CASE("the reconstruction follows the pen") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  ui::View& view = open_tab(test, "reconstruction");
  const int layer = test.frame->model->graph->find("relu2");
  test.program.window.set_selection({layer, 3, std::nullopt, -1});
  test.pad().clear();
  for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
  REQUIRE(test.answered());
  const Projection expected = project(*test.frame->model, *test.frame->activations, layer, 3, {});
  const auto pixels = expected.pixels.values();
  REQUIRE(wait_until([&] { return shows(view, 0, {pixels.begin(), pixels.end()}, 28); }, kPatience));
}

TEST_CASE("the network is exchanged while sweeps run") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  ui::View& view = open_tab(test, "occlusion");
  for (const char* model : {"lenet5", "digits", "tinyvgg", "digits", "lenet5"}) {
    draw_stroke(test.pad(), seven()[0]);
    test.program.session.open_model(QString::fromLatin1(model));
    REQUIRE(wait_until(
        [&] {
          const auto& shown = test.program.session.model();
          return test.program.session.name().name.startsWith(QLatin1String(model)) && test.frame->model == shown;
        },
        kPatience));
  }
  REQUIRE(test.answered());
  ThreadPool pool(1);
  const OcclusionResult sweep = occlude(*test.frame->model, test.frame->activations->input.view(), {}, pool);
  REQUIRE(wait_until([&] { return shows(view, 0, sweep.activation, sweep.positions_x); }, kPatience));
}

TEST_CASE("the window closes in the middle of every view's job, a hundred times, and leaves no thread") {
  const auto kinds = ui::view_kinds();
  const auto threads = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/task"), std::filesystem::directory_iterator{});
  };
  std::ptrdiff_t after_first = 0;
  for (int round = 0; round < 100; ++round) {
    test::TemporaryFolder folder;
    TestProgram test(folder.path());
    test.begin();
    ui::View& view = open_tab(test, kinds[static_cast<std::size_t>(round) % kinds.size()].id);
    draw_stroke(test.pad(), seven()[0]);
    REQUIRE(test.answered());
    for (auto* start : view.findChildren<QPushButton*>(QStringLiteral("start")))
      if (start->isEnabled()) QTest::mouseClick(start, Qt::LeftButton);
    draw_stroke(test.pad(), seven()[1]);
    if (round % 2 == 0) QCoreApplication::processEvents();
    test.program.window.close();
    // Once each tab has been open, the libraries' own threads (OpenCV's pool) are there and stay.
    if (round == static_cast<int>(kinds.size())) after_first = threads();
  }
  // Here the last program is gone, there it was still open: not one thread more may be left.
  CHECK(threads() < after_first);
}

}  // namespace convlens::app
