#include <QButtonGroup>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <memory>

#include "core/explain/classical.h"
#include "tests/ui/support.h"
#include "ui/views/classical_view.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/kernel_editor.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

struct Desk {
  FramePtr frame = frame_of("lenet5");
  ClassicalView view;
  JobDesk desk{view};

  Desk() {
    view.resize(950, 260);
    show_and_wait(view);
    view.show_frame(frame);
  }
  TileGrid& tiles(int page) {
    const QString name = page == 0 ? "The drawing under each classical filter" : "Learned kernels and what they are most like";
    for (TileGrid* grid : view.findChildren<TileGrid*>())
      if (grid->accessibleName() == name) return *grid;
    FAIL("no such grid");
    std::abort();
  }
  KernelEditor& editor() { return *view.findChild<KernelEditor*>(); }
  void click(TileGrid& grid, int tile) {
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.tile_rect(tile).center());
  }
  /// What is shown of the drawing under the kernel on the bench.
  void check_picture(const ClassicalKernel& kernel) {
    const Tensor<float>& input = frame->activations->input;
    const std::vector<float> expected =
        filtered({input.data(), input.size()}, input.shape(), kernel);  // one channel: the order does not matter
    const HeatMap* map = nullptr;
    for (const HeatMap* candidate : view.findChildren<HeatMap*>())
      if (candidate->accessibleName() == "Drawing under it") map = candidate;
    REQUIRE(map);
    for (int y = 0; y < 28; ++y)
      for (int x = 0; x < 28; ++x) REQUIRE(map->value({y, x}) == expected[static_cast<std::size_t>(y * 28 + x)]);
  }
  bool says(const QString& text) {
    for (const auto* label : view.findChildren<QLabel*>())
      if (label->text().contains(text)) return true;
    return false;
  }
};

}  // namespace

TEST_CASE("a click puts a classical filter on the bench, and the drawing is shown under it") {
  Desk desk;
  const auto kernels = classical_kernels(5, 5);
  REQUIRE(desk.tiles(0).count() == static_cast<int>(kernels.size()));
  desk.check_picture(kernels[0]);
  desk.click(desk.tiles(0), 6);
  CHECK(desk.view.kernel().name == kernels[6].name);
  CHECK(desk.editor().values() == kernels[6].values);
  desk.check_picture(kernels[6]);
}

TEST_CASE("a number typed into a cell changes the kernel - what is no number is put back") {
  Desk desk;
  ClassicalKernel expected = classical_kernels(5, 5)[0];
  const auto type = [&](int row, int column, const char* text) {
    KernelEditor& editor = desk.editor();
    editor.setCurrentCell(row, column);
    editor.editItem(editor.item(row, column));
    auto* line = editor.findChild<QLineEdit*>();
    REQUIRE(line);
    line->selectAll();
    QTest::keyClicks(line, QString::fromLatin1(text));
    QTest::keyClick(line, Qt::Key_Return);
    QCoreApplication::processEvents();  // the number is handed over after the key has been dealt with
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  };
  type(1, 2, "-2.5");
  expected.values[7] = -2.5f;
  CHECK(desk.view.kernel().values == expected.values);
  desk.check_picture(expected);
  type(1, 2, "seven");
  CHECK(desk.view.kernel().values == expected.values);
  CHECK(desk.editor().item(1, 2)->text() == QString(QChar(0x2212)) + "2.5");
}

TEST_CASE("a view may go while a number is being typed into a cell") {
  auto desk = std::make_unique<Desk>();
  KernelEditor& editor = desk->editor();
  editor.setCurrentCell(1, 2);
  editor.editItem(editor.item(1, 2));
  auto* line = editor.findChild<QLineEdit*>();
  REQUIRE(line);
  line->selectAll();
  QTest::keyClicks(line, "-2.5");
  QStringList told;
  QObject::connect(&editor, &KernelEditor::edited, qApp, [&] { told << "edited"; });
  desk.reset();  // AddressSanitizer watches
  CHECK(told.size() == 1);
}

TEST_CASE("the kernel stands in a copy of the network, in place of one filter, and the answer is told") {
  Desk desk;
  QTest::mouseClick(desk.view.findChild<QCheckBox*>(), Qt::LeftButton, {}, QPoint(8, 8));
  REQUIRE(desk.view.findChild<QCheckBox*>()->isChecked());
  desk.view.findChild<QSpinBox*>()->setValue(3);
  const Graph& graph = *desk.frame->model->graph;
  const Model changed = with_kernel(*desk.frame->model, graph.find("conv1"), 3, desk.view.kernel());
  Activations run;
  forward(changed, desk.frame->activations->input.view(), run);
  const auto probabilities = class_probabilities(graph, run.of(graph.output()));
  const float best = *std::max_element(probabilities.begin(), probabilities.end());
  CHECK(desk.says(QString::number(100 * static_cast<double>(best), 'f', 2)));
}

TEST_CASE("the learned filters are shown with what they are most like - a click brings one to the bench") {
  Desk desk;
  desk.view.show_selection({desk.frame->model->graph->find("conv1"), 0, std::nullopt, -1});
  QTest::mouseClick(desk.view.findChild<QButtonGroup*>()->button(1), Qt::LeftButton);
  REQUIRE(desk.tiles(1).count() == 6);
  desk.click(desk.tiles(1), 2);
  const Filters filters = filters_of(*desk.frame->model, desk.frame->model->graph->find("conv1"));
  CHECK(desk.view.kernel().values ==
        std::vector<float>(filters.values.begin() + 50, filters.values.begin() + 75));
  CHECK(desk.editor().isVisible());
}
