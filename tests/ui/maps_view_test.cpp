#include "ui/views/maps_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QToolTip>

#include "tests/ui/support.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

struct ShownMaps {
  FramePtr frame;
  MapsView view;
  TileGrid* grid;
  HeatMap* figure;

  explicit ShownMaps(FramePtr shown) : frame(std::move(shown)) {
    view.resize(800, 260);
    show_and_wait(view);
    view.show_frame(frame);
    grid = view.findChild<TileGrid*>();
    figure = view.findChild<HeatMap*>();
  }
  void select(const char* layer, int map) {
    view.show_selection({frame->model->graph->find(layer), map, std::nullopt, -1});
  }
  bool says(const QString& part) const {
    for (const auto* label : view.findChildren<QLabel*>())
      if (label->text().contains(part)) return true;
    return false;
  }
};

/// digits with biases that make relu1's map 2 dead and its map 5 saturated.
FramePtr dead_and_saturated() {
  auto model = std::make_shared<Model>(*untrained("digits"));
  const Graph& graph = *model->graph;
  for (const ParameterSlot& slot : graph.node(graph.find("conv1")).parameters)
    if (slot.spec.name == "bias") {
      model->parameter(slot)[2] = -1e3f;
      model->parameter(slot)[5] = 1e3f;
    }
  return frame_of(model, drawn_seven());
}

}  // namespace

TEST_CASE("facts of maps: largest activation, dead, saturated - a stable order") {
  Tensor<float> values(1, {4, 1, 2});
  const float chw[] = {0, 0, 1, 2, 0, 2, -1, 0};
  from_chw(chw, values.shape(), values.data());
  const auto facts = facts_of_maps(values);
  REQUIRE(facts.size() == 4);
  CHECK(facts[0].dead);
  CHECK_FALSE(facts[0].saturated);
  CHECK(facts[1].saturated);
  CHECK_FALSE(facts[1].dead);
  CHECK(facts[2].largest == 2);
  CHECK_FALSE(facts[2].saturated);
  CHECK(facts[3].dead);
  CHECK(ordered_maps(facts, MapOrder::index) == std::vector<int>{0, 1, 2, 3});
  CHECK(ordered_maps(facts, MapOrder::activation) == std::vector<int>{1, 2, 0, 3});
}

TEST_CASE("only what went through a ReLU can be dead") {
  const auto model = untrained("digits");
  const Graph& graph = *model->graph;
  for (const char* layer : {"relu1", "pool1", "relu3", "flatten"})
    CHECK(is_rectified(graph, graph.find(layer)));
  for (const char* layer : {"normalise", "conv1", "dense1", "softmax"})
    CHECK_FALSE(is_rectified(graph, graph.find(layer)));
  CHECK(rectifier_behind(graph, graph.find("conv3")) == graph.find("relu3"));
  CHECK_FALSE(rectifier_behind(graph, graph.find("relu1")).has_value());
}

TEST_CASE("dead and saturated maps carry a sign with words, and are counted") {
  ShownMaps maps(dead_and_saturated());
  maps.select("relu1", 0);
  const QImage marked = maps.grid->viewport()->grab().toImage();
  const auto facts = facts_of_maps(maps.frame->activations->of(maps.frame->model->graph->find("relu1")));
  int dead = 0, saturated = 0;
  for (const MapFacts& map : facts) {
    dead += map.dead;
    saturated += map.saturated;
  }
  CHECK(facts[2].dead);
  CHECK(facts[5].saturated);
  CHECK(maps.says(QStringLiteral("dead: %1 · saturated: %2").arg(dead).arg(saturated)));
  const auto tip_of = [&](int tile) {
    const QPoint at = maps.grid->tile_rect(tile).center();
    QHelpEvent help(QEvent::ToolTip, at, maps.grid->viewport()->mapToGlobal(at));
    QToolTip::hideText();
    QCoreApplication::sendEvent(maps.grid->viewport(), &help);
    return QToolTip::text();
  };
  CHECK(tip_of(2).startsWith("Dead"));
  CHECK(tip_of(5).startsWith("Saturated"));
  // The sign itself: ink on a disc in the upper right corner, where the map has one colour.
  const QRect tile = maps.grid->tile_rect(2);
  const QRgb disc = maps.view.palette().color(QPalette::Base).rgb();
  int pixels = 0;
  for (int y = tile.top(); y < tile.top() + 14; ++y)
    for (int x = tile.right() - 14; x < tile.right(); ++x) pixels += marked.pixel(x, y) == disc;
  CHECK(pixels > 10);
  // Before the ReLU there is no such thing.
  maps.select("conv1", 0);
  CHECK_FALSE(maps.says("dead:"));
}

TEST_CASE("sorted by activation: the strongest map first - clicks, keys and hovering mean the map shown") {
  ShownMaps maps(dead_and_saturated());
  const Graph& graph = *maps.frame->model->graph;
  const int relu1 = graph.find("relu1");
  maps.select("relu1", 5);
  CHECK(maps.grid->selected() == 5);
  auto* order = maps.view.findChild<QComboBox*>();
  order->setFocus();
  QTest::keyClick(order, Qt::Key_Down);
  CHECK(maps.grid->selected() == 0);  // map 5, with its huge bias
  const auto expected = ordered_maps(facts_of_maps(maps.frame->activations->of(relu1)), MapOrder::activation);
  QSignalSpy requested(&maps.view, &ui::View::selection_requested);
  QTest::keyClick(maps.grid, Qt::Key_Right);
  REQUIRE(requested.count() == 1);
  CHECK(requested[0][0].value<Selection>() == Selection{relu1, expected[1], std::nullopt, -1});
  QTest::mouseClick(maps.grid->viewport(), Qt::LeftButton, {}, maps.grid->tile_rect(2).center());
  CHECK(requested.last()[0].value<Selection>().map == expected[2]);

  std::optional<UnitPlace> unit;
  QObject::connect(&maps.view, &ui::View::unit_hovered, [&](std::optional<UnitPlace> now) { unit = now; });
  QSignalSpy told(&maps.view, &ui::View::hovered);
  const QRect tile = maps.grid->tile_rect(1);
  hover(*maps.grid->viewport(), tile.topLeft() + QPointF(9.5 * tile.width() / 28, 20.5 * tile.height() / 28));
  CHECK(unit == UnitPlace{relu1, expected[1], {20, 9}});
  CHECK(told.last()[0].toString() == value_text(*maps.frame, relu1, expected[1], {20, 9}));
  leave(*maps.grid->viewport());
  CHECK_FALSE(unit.has_value());
  CHECK(told.last()[0].toString().isEmpty());
}

TEST_CASE("the large map tells value and place, a click chooses the position") {
  ShownMaps maps(frame_of("digits"));
  const int relu2 = maps.frame->model->graph->find("relu2");
  maps.select("relu2", 3);
  std::optional<UnitPlace> unit;
  QObject::connect(&maps.view, &ui::View::unit_hovered, [&](std::optional<UnitPlace> now) { unit = now; });
  const Position at{4, 11};
  CHECK(maps.figure->value(at) == maps.frame->activations->of(relu2).at(0, 3, at.y, at.x));
  hover(*maps.figure, maps.figure->cell_rect(at).center());
  CHECK(unit == UnitPlace{relu2, 3, at});
  QSignalSpy requested(&maps.view, &ui::View::selection_requested);
  QTest::mouseClick(maps.figure, Qt::LeftButton, {}, maps.figure->cell_rect(at).center().toPoint());
  REQUIRE(requested.count() == 1);
  CHECK(requested[0][0].value<Selection>() == Selection{relu2, 3, at, -1});
}

TEST_CASE("the input lies behind the large map, in its place, and can be taken away") {
  ShownMaps maps(dead_and_saturated());
  maps.select("relu1", 2);  // dead: one colour, so that only the input shows
  auto* ghost = maps.view.findChild<QCheckBox*>();
  REQUIRE(ghost->isChecked());
  Position ink, paper;
  const Tensor<float>& input = maps.frame->activations->input;
  for (int y = 2; y < 26; ++y)
    for (int x = 2; x < 26; ++x) (input.at(0, 0, y, x) > 0.99f ? ink : paper) = {y, x};
  const auto colour_at = [&](Position at) {
    const QImage image = maps.figure->grab().toImage();
    return image.pixelColor(maps.figure->cell_rect(at).center().toPoint());
  };
  CHECK(colour_at(ink).lightness() > colour_at(paper).lightness() + 30);
  QTest::mouseClick(ghost, Qt::LeftButton, {}, {8, ghost->height() / 2});
  CHECK_FALSE(ghost->isChecked());
  CHECK(colour_at(ink) == colour_at(paper));
}
