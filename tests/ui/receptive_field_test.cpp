#include "ui/paint/receptive_field.h"

#include <QPainter>

#include "tests/ui/support.h"
#include "ui/docks/input_panel.h"
#include "ui/main_window.h"
#include "ui/views/maps_view.h"
#include "ui/views/network_view.h"
#include "ui/views/selection_bar.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/network_sees.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

TEST_CASE("what a unit sees: a rectangle, and the one map where maps are kept apart") {
  const auto model = untrained("digits");
  const Graph& graph = *model->graph;
  const int conv1 = graph.find("conv1"), pool1 = graph.find("pool1"), conv2 = graph.find("conv2");
  const UnitPlace relu1{graph.find("relu1"), 3, {10, 12}};
  CHECK(seen_part(graph, relu1)->field == QRect(10, 8, 5, 5));
  CHECK(seen_part(graph, relu1, conv1)->field == QRect(12, 10, 1, 1));
  CHECK(seen_part(graph, relu1, conv1)->map == 3);
  CHECK_FALSE(seen_part(graph, relu1, graph.find("normalise"))->map.has_value());
  CHECK_FALSE(seen_part(graph, relu1, conv2).has_value());  // a layer behind it
  CHECK(seen_part(graph, {conv2, 7, {0, 13}}, pool1)->field == QRect(11, -2, 5, 5));
  // A flattened unit is one value of the map below; a dense one sees everything.
  const int flatten = graph.find("flatten"), relu3 = graph.find("relu3");
  const auto below = seen_part(graph, {flatten, 49 * 5 + 7 * 2 + 3, {}}, relu3);
  REQUIRE(below);
  CHECK(below->field == QRect(3, 2, 1, 1));
  CHECK(below->map == 5);
  CHECK_FALSE(seen_part(graph, {flatten, 0, {}}, flatten)->field.isEmpty());
  CHECK(field_text(graph, {graph.find("dense1"), 5, {}}) == "sees the whole input");
  CHECK_FALSE(seen_part(graph, {conv1, 16, {0, 0}}).has_value());  // there is no such map
  CHECK_FALSE(seen_part(graph, {conv1, 0, {28, 0}}).has_value());
}

TEST_CASE("the field in words") {
  const auto model = untrained("digits");
  const Graph& graph = *model->graph;
  const int conv1 = graph.find("conv1");
  CHECK(field_text(graph, {conv1, 0, {5, 7}}) == "sees y 3..7, x 5..9 of the input");
  CHECK(field_text(graph, {conv1, 0, {0, 7}}) == "sees y 0..2, x 5..9 and padding");
  CHECK(value_text(*frame_of(model, drawn_seven()), conv1, 0, {5, 7})
            .endsWith("sees y 3..7, x 5..9 of the input"));
}

TEST_CASE("a field is drawn where it is - a side that hangs over the border is dashed on it") {
  QImage image(200, 200, QImage::Format_RGB32);
  const auto draw = [&](const QRect& field) {
    image.fill(Qt::white);
    QPainter painter(&image);
    paint_field(painter, {0, 0, 200, 200}, {20, 20}, field);
  };
  const auto drawn_on_row = [&](int from_y, int to_y, int from_x, int to_x) {
    int count = 0;
    for (int x = from_x; x < to_x; ++x)
      for (int y = from_y; y < to_y; ++y)
        if (const QColor c = image.pixelColor(x, y); c.green() > c.red() + 60) {
          ++count;
          break;
        }
    return count;
  };
  draw({5, 5, 8, 6});
  CHECK(drawn_on_row(48, 53, 55, 125) == 70);  // the upper side, whole
  CHECK(image.pixelColor(90, 80) == QColor(Qt::white));
  draw({5, -3, 8, 6});
  const int dashed = drawn_on_row(0, 4, 55, 125);
  CHECK(dashed > 20);
  CHECK(dashed < 60);
  CHECK(drawn_on_row(28, 33, 55, 125) == 70);
  draw({-30, -30, 5, 5});
  CHECK(image.pixelColor(0, 0) == QColor(Qt::white));
}

TEST_CASE("pointing at a unit draws its field on the input and on the layers between") {
  MainWindow window;
  window.resize(1280, 800);
  show_and_wait(window);
  const FramePtr frame = frame_of("digits");
  window.show_frame(frame);
  const Graph& graph = *frame->model->graph;
  const int relu1 = graph.find("relu1"), conv1 = graph.find("conv1");
  auto* network = window.findChild<NetworkView*>();
  auto* sees = window.findChild<NetworkSees*>();
  const auto picture_of = [&](int node, int map) {
    return network->canvas()->grab(network->tile_rect(node, map).toRect()).toImage();
  };
  const QImage conv1_before = picture_of(conv1, 2), other_before = picture_of(conv1, 4);
  const QImage later_before = picture_of(graph.find("conv2"), 2);
  CHECK_FALSE(sees->field().has_value());

  // In NETWORK.
  const QRectF tile = network->tile_rect(relu1, 2);
  hover(*network->canvas(), tile.topLeft() + QPointF(20.5 * tile.width() / 28, 10.5 * tile.height() / 28));
  CHECK(sees->field() == QRect(18, 8, 5, 5));
  CHECK(picture_of(conv1, 2) != conv1_before);
  CHECK(picture_of(conv1, 4) == other_before);  // a ReLU looks at its own map only
  CHECK(picture_of(graph.find("conv2"), 2) == later_before);
  leave(*network->canvas());
  CHECK_FALSE(sees->field().has_value());
  CHECK(picture_of(conv1, 2) == conv1_before);

  // In the large map of the MAPS view.
  window.set_selection({graph.find("relu2"), 1, std::nullopt, -1});
  auto* figure = window.findChild<MapsView*>()->findChild<HeatMap*>();
  hover(*figure, figure->cell_rect({6, 7}).center());
  const auto part = seen_part(graph, {graph.find("relu2"), 1, {6, 7}});
  CHECK(sees->field() == part->field);
  CHECK(picture_of(conv1, 4) != other_before);  // a convolution looks at all maps
  CHECK(window.findChild<SelectionBar*>()->value_text().contains("sees y"));
  leave(*figure);
  CHECK_FALSE(sees->field().has_value());

  // Nothing is pointed at: the selected position's.
  QTest::mouseClick(figure, Qt::LeftButton, {}, figure->cell_rect({6, 7}).center().toPoint());
  CHECK(sees->field() == part->field);
  hover(*network->canvas(), tile.center());
  CHECK(sees->field() != part->field);
  leave(*network->canvas());
  CHECK(sees->field() == part->field);
  QTest::keyClick(&window, Qt::Key_Escape);
  CHECK_FALSE(sees->field().has_value());

  // The keys point and choose at once.
  QTest::keyClick(figure, Qt::Key_Right);
  const auto selected = window.selection();
  REQUIRE(selected.position.has_value());
  CHECK(sees->field() == seen_part(graph, {selected.layer, selected.map, *selected.position})->field);
  QTest::keyClick(&window, Qt::Key_Escape);
  CHECK_FALSE(sees->field().has_value());

  // Another network while the mouse stands still: no field of a unit that is no more.
  hover(*network->canvas(), network->tile_rect(graph.find("conv3"), 3).center());
  REQUIRE(sees->field().has_value());
  window.show_frame(frame_of("lenet5"));
  CHECK(window.grab().width() > 0);
}
