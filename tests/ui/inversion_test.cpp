#include <QButtonGroup>
#include <QSignalSpy>
#include <QSpinBox>

#include "tests/ui/support.h"
#include "ui/views/inversion_view.h"
#include "ui/widgets/picture_row.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

struct Bench {
  FramePtr frame = frame_of("lenet5");
  InversionView view;
  JobDesk desk{view};

  explicit Bench(int iterations = 4) {
    view.resize(1200, 300);
    show_and_wait(view);
    view.findChild<QSpinBox*>()->setValue(iterations);
    view.show_frame(frame);
  }
  PictureRow& row() { return *view.findChild<PictureRow*>(); }
  TileGrid& ideal() { return *view.findChild<TileGrid*>(); }
  void open(int page) { QTest::mouseClick(view.findChild<QButtonGroup*>()->button(page), Qt::LeftButton); }
};

}  // namespace

TEST_CASE("every layer worth it is inverted beside the input, with its error") {
  Bench bench;
  InversionOptions options;
  options.iterations = 4;
  const std::vector<int> nodes = layers_worth_inverting(*bench.frame->model->graph);
  CHECK(bench.row().count() == static_cast<int>(nodes.size()) + 1);
  const Inversion last = invert(*bench.frame->model, *bench.frame->activations, nodes.back(), options);
  CHECK(bench.row().accessibleDescription().contains(QStringLiteral("softmax error ")));
  QSignalSpy told(&bench.view, &ui::View::hovered);
  hover(bench.row(), bench.row().picture_rect(bench.row().count() - 1).center());
  REQUIRE_FALSE(told.isEmpty());
  CHECK(told.last()[0].toString().startsWith("softmax"));
  CHECK(last.iterations == 4);
}

TEST_CASE("the same input is not searched for again - another one is - a click selects the layer") {
  Bench bench;
  const int jobs = bench.desk.done;
  bench.view.show_selection({2, 0, std::nullopt, -1});
  CHECK(bench.desk.done == jobs);
  bench.view.show_frame(frame_of("lenet5"));
  CHECK(bench.desk.done == jobs + 1);
  QSignalSpy asked(&bench.view, &ui::View::selection_requested);
  QTest::mouseClick(&bench.row(), Qt::LeftButton, {}, bench.row().picture_rect(1).center().toPoint());
  REQUIRE(asked.count() == 1);
  CHECK(asked[0][0].value<Selection>().layer == bench.frame->model->graph->find("conv1"));
}

TEST_CASE("hidden, the view asks for nothing and catches up when it is shown") {
  Bench bench;
  bench.view.hide();
  const int jobs = bench.desk.done;
  bench.view.show_frame(frame_of("lenet5"));
  CHECK(bench.desk.done == jobs);
  bench.view.show();
  CHECK(bench.desk.done == jobs + 1);
}

TEST_CASE("the ideal pictures are those of the selected layer's units") {
  Bench bench;
  bench.open(1);
  bench.view.findChild<QSpinBox*>()->setValue(3);
  bench.view.show_selection({bench.frame->model->graph->find("relu2"), 4, std::nullopt, -1});
  CHECK(bench.ideal().count() == 16);
  CHECK(bench.ideal().selected() == 4);
  const int jobs = bench.desk.done;
  bench.view.show_selection({bench.frame->model->graph->find("relu2"), 5, std::nullopt, -1});
  CHECK(bench.desk.done == jobs);
  CHECK(bench.ideal().selected() == 5);
  bench.view.show_selection({bench.frame->model->graph->find("dense1"), 70, std::nullopt, -1});
  CHECK(bench.ideal().count() == 56);  // the second 64 of 120
  CHECK(bench.ideal().selected() == 6);
}
