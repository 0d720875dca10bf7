#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

#include "tests/ui/support.h"
#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/class_legend.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/sample_strip.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

TEST_CASE("bars show the numbers given, in the classes' order") {
  ProbabilityBars bars;
  bars.resize(220, 300);
  show_and_wait(bars);
  bars.set_probabilities({0.0125f, 0.9f, 0.0875f, 0}, {"zero", "one", "two", "three"}, 1);
  REQUIRE(bars.rows() == 4);
  CHECK(bars.row_text(0) == "zero: 1.25 %");
  CHECK(bars.row_text(1) == "one: 90.00 %");
  CHECK(bars.row_text(3) == "three: 0.00 %");
  CHECK(bars.accessibleDescription().contains("two: 8.75 %"));
  QSignalSpy clicked(&bars, &ProbabilityBars::class_clicked);
  QTest::mouseClick(&bars, Qt::LeftButton, {}, {100, 50});
  REQUIRE(clicked.count() == 1);
  CHECK(clicked[0][0].toInt() == 1);
  bars.set_selected(1);
  QTest::keyClick(&bars, Qt::Key_Down);
  CHECK(clicked.last()[0].toInt() == 2);
}

TEST_CASE("the longest bar is the most probable class's") {
  ProbabilityBars bars;
  bars.resize(300, 80);
  show_and_wait(bars);
  bars.set_probabilities({0.3f, 0.7f}, {"a", "b"}, {});
  const QImage image = bars.grab().toImage();
  const QRgb filled = bars.palette().color(QPalette::Highlight).rgb();
  int first = 0, second = 0;
  for (int x = 0; x < image.width(); ++x) {
    // Below the bars' middle, away from the focus frame.
    first += image.pixel(x, 18) == filled && x > 4 && x < image.width() - 4;
    second += image.pixel(x, 54) == filled;
  }
  CHECK(first == 0);
  CHECK(second > 60);
}

TEST_CASE("a legend of classes needs as many lines as its names take") {
  ClassLegend legend;
  const int line = QFontMetrics(font_of(TypeSize::small)).height();
  CHECK(legend.needed_height(200) == line);
  legend.set_classes({0, 1, 2}, {"0", "1", "2"});
  CHECK(legend.needed_height(200) == line);
  const QStringList names(10, QStringLiteral("a rather long name"));
  legend.set_classes({0, 1, 2, 3}, names);
  CHECK(legend.needed_height(150) == 4 * line);
  CHECK(legend.needed_height(2000) == line);
}

TEST_CASE("of a thousand classes the most probable twenty are shown") {
  std::vector<float> p(1000, 0.0001f);
  p[700] = 0.6f;
  p[3] = 0.3f;
  ProbabilityBars bars;
  bars.set_probabilities(p, {}, {});
  REQUIRE(bars.rows() == kClassesInOrder);
  CHECK(bars.class_of_row(0) == 700);
  CHECK(bars.class_of_row(1) == 3);
  CHECK(bars.class_of_row(2) == 0);
}

TEST_CASE("numbers keep the digits that matter") {
  CHECK(percent(0.98714) == "98.71 %");
  CHECK(percent(4.1e-8) == "4.1e-06 %");
  CHECK(percent(0) == "0.00 %");
  CHECK(exact_number(0.1234567) == "0.123457");
  CHECK(exact_number(-2.5) == QStringLiteral("−2.5"));
  CHECK(shape_text({16, 28, 28}) == QStringLiteral("16×28×28"));
  CHECK(shape_text({128, 1, 1}) == "128");
  CHECK(duration_text(125) == "2 min 05 s");
}

TEST_CASE("a click on a tile asks for it, hovering tells the pixel, keys walk") {
  TileGrid grid;
  grid.resize(320, 200);
  show_and_wait(grid);
  std::vector<QImage> tiles(40, QImage(8, 8, QImage::Format_RGB32));
  for (QImage& tile : tiles) tile.fill(Qt::red);
  grid.set_tiles(tiles, {});
  QSignalSpy clicked(&grid, &TileGrid::tile_clicked);
  QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.tile_rect(5).center());
  REQUIRE(clicked.count() == 1);
  CHECK(clicked[0][0].toInt() == 5);

  QSignalSpy hovered(&grid, &TileGrid::pixel_hovered);
  const QRect tile = grid.tile_rect(2);
  const QPoint at = tile.topLeft() + QPoint(tile.width() * 5 / 8 + 2, tile.height() * 3 / 8 + 2);
  QTest::mouseMove(grid.viewport(), at);
  QTRY_VERIFY(!hovered.isEmpty());
  CHECK(hovered.last()[0].toInt() == 2);
  CHECK(hovered.last()[1].toInt() == 3);
  CHECK(hovered.last()[2].toInt() == 5);

  grid.set_selected(5);
  QTest::keyClick(&grid, Qt::Key_Right);
  CHECK(clicked.last()[0].toInt() == 6);
  grid.set_selected(39);
  CHECK(grid.viewport()->rect().contains(grid.tile_rect(39)));  // scrolled into sight
}

TEST_CASE("the enlarged map gives its values back") {
  HeatMap map;
  map.resize(120, 120);
  show_and_wait(map);
  map.set_values({0, 1, 2, 3, 4, 5}, 2, 3, ColourMap::sequential, {0, 5});
  CHECK(map.value({1, 0}) == 3);
  QSignalSpy clicked(&map, &HeatMap::position_clicked);
  QTest::mouseClick(&map, Qt::LeftButton, {}, map.cell_rect({1, 2}).center().toPoint());
  REQUIRE(clicked.count() == 1);
  CHECK(clicked[0][0].value<Position>() == Position{1, 2});
  const QImage image = map.grab().toImage();
  const QRectF low = map.cell_rect({0, 0}), high = map.cell_rect({1, 2});
  CHECK(image.pixel((low.topLeft() + QPointF(5, 5)).toPoint()) ==
        colour_rgb(0, ColourMap::sequential, {0, 5}));
  CHECK(image.pixel((high.topLeft() + QPointF(5, 5)).toPoint()) ==
        colour_rgb(5, ColourMap::sequential, {0, 5}));
}

TEST_CASE("a long curve is thinned to a fixed number of points and keeps its mean") {
  CurveSeries series(64);
  double sum = 0;
  for (int i = 1; i <= 10000; ++i) {
    series.add(i, i % 10);
    sum += i % 10;
  }
  CHECK(series.size() <= 64);
  CHECK(series.size() > 16);
  const auto x = series.x(), y = series.y();
  REQUIRE(x.size() == y.size());
  CHECK(std::is_sorted(x.begin(), x.end()));
  CHECK(x.back() > 9500);
  double mean = 0;
  for (const double v : y) mean += v / static_cast<double>(y.size());
  CHECK(mean == Approx(sum / 10000).margin(0.1));
}

TEST_CASE("the message bar asks without blocking and answers once") {
  MessageBar bar;
  int yes = 0, no = 0;
  bar.ask("Go on?", "Yes", "No", [&](bool answer) { ++(answer ? yes : no); });
  CHECK(bar.isVisible());
  QTest::mouseClick(bar.findChildren<QPushButton*>()[0], Qt::LeftButton);
  CHECK(yes == 1);
  CHECK(no == 0);
  CHECK_FALSE(bar.isVisible());
}

TEST_CASE("a sample drawing is one click away") {
  SampleStrip strip;
  Drawing one;
  one.label = 1;
  one.strokes.push_back({{{0, 0, 1}, {0, 50, 1}}, false});
  strip.set_samples({drawn_seven(), one});
  show_and_wait(strip);
  Drawing chosen;
  QObject::connect(&strip, &SampleStrip::sample_chosen, [&](const Drawing& drawing) { chosen = drawing; });
  const auto buttons = strip.findChildren<QToolButton*>();
  REQUIRE(buttons.size() == 2);
  QTest::mouseClick(buttons[1], Qt::LeftButton);
  CHECK(chosen == one);
}

TEST_CASE("pictures with alpha are laid on white") {
  QImage image(2, 1, QImage::Format_ARGB32);
  image.setPixel(0, 0, qRgba(10, 20, 30, 255));
  image.setPixel(1, 0, qRgba(0, 0, 0, 0));
  const Image core = to_image(image);
  CHECK(core.channels == 3);
  CHECK(core.pixels == std::vector<std::uint8_t>{10, 20, 30, 255, 255, 255});
}
