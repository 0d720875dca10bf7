#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>

#include "core/explain/grad_cam.h"
#include "core/explain/integrated_gradients.h"
#include "core/explain/saliency.h"
#include "core/figures/saliency_figure.h"
#include "core/layers/registry.h"
#include "tests/ui/support.h"
#include "ui/paint/map_image.h"
#include "ui/views/saliency_view.h"
#include "ui/views/sanity_page.h"
#include "ui/widgets/input_picture.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/picture_row.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

/// A saliency view on a small network.
struct Bench {
  FramePtr frame = frame_of("lenet5");
  SaliencyView view;
  JobDesk desk{view};

  Bench() {
    view.resize(1100, 300);
    show_and_wait(view);
    view.show_frame(frame);
  }
  MapPanel& panel(int place) { return *view.findChildren<MapPanel*>()[place]; }
  void check_shown(int place, const Attribution& expected) {
    const std::vector<float> values = one_map_of(expected);
    for (int y = 0; y < 28; ++y)
      for (int x = 0; x < 28; ++x)
        REQUIRE(panel(place).map()->value({y, x}) == values[static_cast<std::size_t>(28 * y + x)]);
  }
  void check_all(const AttributionOptions& options) {
    check_shown(0, saliency(*frame->model, *frame->activations, options));
    check_shown(1, grad_cam(*frame->model, *frame->activations, options));
    check_shown(2, integrated_gradients(*frame->model, *frame->activations, options));
  }
  const InputPicture& input() { return *view.findChild<InputPicture*>(); }
};

}  // namespace

TEST_CASE("the three saliency maps are core's own numbers and follow class, steps and layer") {
  Bench bench;
  bench.check_all({});
  auto* steps = bench.view.findChild<QSpinBox*>();
  steps->setValue(7);
  bench.check_all({.steps = 7});
  const int layer = bench.frame->model->graph->find("pool1");
  bench.view.show_selection({layer, 2, std::nullopt, 3});
  bench.check_all({.label = 3, .layer = layer, .steps = 7});
  // A dense layer has no maps: Grad-CAM stays with the last convolution.
  bench.view.show_selection({bench.frame->model->graph->find("dense1"), 2, std::nullopt, 3});
  bench.check_all({.label = 3, .steps = 7});
}

TEST_CASE("the class chosen in the view is the window's") {
  Bench bench;
  QSignalSpy asked(&bench.view, &ui::View::selection_requested);
  auto* box = bench.view.findChild<QComboBox*>();
  QTest::keyClick(box, Qt::Key_Down);
  REQUIRE(asked.count() == 1);
  CHECK(asked[0][0].value<Selection>().class_index == 0);
}

TEST_CASE("a click on a picture lays it over the input") {
  Bench bench;
  const QImage first = bench.input().overlay();
  CHECK_FALSE(first.isNull());
  HeatMap* map = bench.panel(1).map();
  QTest::mouseClick(map, Qt::LeftButton, {}, map->cell_rect({3, 4}).center().toPoint());
  CHECK(bench.input().overlay() != first);
  QSignalSpy told(&bench.view, &ui::View::hovered);
  hover(*map, map->cell_rect({3, 4}).center());
  REQUIRE_FALSE(told.isEmpty());
  CHECK(told.last()[0].toString().contains("Grad-CAM"));
  CHECK(told.last()[0].toString().contains("y 3, x 4"));
}

TEST_CASE("the sanity page checks the chosen method against random weights, and any other") {
  Bench bench;
  auto* pages = bench.view.findChild<QButtonGroup*>();
  QTest::mouseClick(pages->button(1), Qt::LeftButton);
  auto* page = bench.view.findChild<SanityPage*>();
  REQUIRE(page->isVisible());
  CHECK(page->method().name == "saliency");
  auto* row = page->findChild<PictureRow*>();
  CHECK(row->count() == 6);  // the real weights, and five layers with weights
  const QString first = row->accessibleDescription();
  CHECK(first.contains("dense3"));
  page->choose_method("occlusion");
  CHECK(row->count() == 6);
  CHECK(row->accessibleDescription() != first);
}

TEST_CASE("a network without maps has no Grad-CAM, and the other two all the same") {
  CHECK(grad_cam_layer(*untrained("lenet5")->graph, -1) == untrained("lenet5")->graph->find("relu2"));
  const auto graph = std::make_shared<Graph>(Shape{1, 28, 28});
  graph->add("flatten", make_layer("flatten", {}));
  graph->add("softmax", make_layer("softmax", {}));
  CHECK(grad_cam_layer(*graph, 0) == -1);
  const FramePtr frame = frame_of(std::make_shared<const Model>(initialised_model(graph, 1)), drawn_seven());
  SaliencyView view;
  const JobDesk desk(view);
  show_and_wait(view);
  view.show_frame(frame);
  const auto panels = view.findChildren<MapPanel*>();
  CHECK(panels[0]->isEnabled());
  CHECK_FALSE(panels[1]->isEnabled());
  CHECK(panels[2]->isEnabled());
}
