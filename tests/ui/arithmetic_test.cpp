#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

#include "core/explain/arithmetic.h"
#include "tests/ui/support.h"
#include "ui/views/arithmetic_view.h"
#include "ui/views/explain_text.h"
#include "ui/views/maps_view.h"
#include "ui/widgets/arithmetic_sheet.h"
#include "ui/widgets/heat_map.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

struct Bench {
  FramePtr frame = frame_of("lenet5");
  ArithmeticView view;
  JobDesk desk{view};

  explicit Bench(const Selection& selection) {
    view.resize(950, 260);
    show_and_wait(view);
    view.show_selection(selection);
    view.show_frame(frame);
  }
  HeatMap& map() { return *view.findChild<HeatMap*>(); }
  bool says(const QString& text) {
    for (const auto* label : view.findChildren<QLabel*>())
      if (label->text().contains(text)) return true;
    return false;
  }
};

int node_of(const char* name) { return frame_of("lenet5")->model->graph->find(name); }

}  // namespace

TEST_CASE("the sums that are shown are those of the engine's numbers") {
  Bench bench({node_of("conv2"), 3, Position{4, 5}, -1});
  const Arithmetic expected = arithmetic_of(*bench.frame->model, *bench.frame->activations, node_of("conv2"), 3, {4, 5});
  for (const ArithmeticPart& part : expected.parts)
    CHECK(bench.says(QString::fromStdString(decimal_text(std::abs(part.sum), expected.decimals))));
  CHECK(bench.says(QString::fromStdString(decimal_text(std::abs(expected.total), expected.decimals))));
  CHECK(bench.map().marked() == Position{4, 5});
}

TEST_CASE("the arrow keys step through the positions, of a vector through its units") {
  Bench bench({node_of("conv2"), 3, Position{4, 5}, -1});
  QSignalSpy requested(&bench.view, &ui::View::selection_requested);
  QTest::keyClick(&bench.map(), Qt::Key_Right);
  REQUIRE(requested.count() == 1);
  CHECK(requested[0][0].value<Selection>() == Selection{node_of("conv2"), 3, Position{4, 6}, -1});
  bench.view.show_selection(requested[0][0].value<Selection>());
  CHECK(bench.map().marked() == Position{4, 6});

  const int dense = node_of("dense1");  // 120 units in rows of 11
  bench.view.show_selection({dense, 12, Position{}, -1});
  CHECK(bench.map().marked() == Position{1, 1});
  QTest::keyClick(&bench.map(), Qt::Key_Down);
  REQUIRE(requested.count() == 2);
  CHECK(requested[1][0].value<Selection>() == Selection{dense, 23, Position{}, -1});
}

TEST_CASE("buttons step through the positions in row order, round at the ends, and Play does it by itself") {
  const int conv2 = node_of("conv2");
  Bench bench({conv2, 3, Position{0, 0}, -1});
  const Shape shape = bench.frame->model->graph->node(conv2).shape;
  QSignalSpy requested(&bench.view, &ui::View::selection_requested);
  const auto press = [&](const QString& name) {
    for (QToolButton* button : bench.view.findChildren<QToolButton*>())
      if (button->accessibleName() == name) QTest::mouseClick(button, Qt::LeftButton);
  };
  const auto asked = [&] { return requested.back()[0].value<Selection>(); };
  press(QStringLiteral("The position before"));
  REQUIRE(requested.count() == 1);
  CHECK(asked() == Selection{conv2, 3, Position{shape.height - 1, shape.width - 1}, -1});
  bench.view.show_selection(asked());
  press(QStringLiteral("The next position"));
  CHECK(asked() == Selection{conv2, 3, Position{0, 0}, -1});
  const int dense = node_of("dense1");
  bench.view.show_selection({dense, 12, Position{}, -1});
  press(QStringLiteral("The next position"));
  CHECK(asked() == Selection{dense, 13, Position{}, -1});
  const auto before = requested.count();
  press(QStringLiteral("Step through all positions"));
  CHECK(QTest::qWaitFor([&] { return requested.count() > before; }, 60'000));
  bench.view.hide();
  for (const QToolButton* button : bench.view.findChildren<QToolButton*>()) CHECK_FALSE(button->isChecked());
}

TEST_CASE("hovering a cell tells its value - every cell has its place") {
  Bench bench({node_of("conv1"), 0, Position{14, 14}, -1});
  auto* sheet = bench.view.findChild<ArithmeticSheet*>();
  QSignalSpy hovered(&bench.view, &ui::View::hovered);
  QMouseEvent move(QEvent::MouseMove, sheet->cell_rect(0, 7).center(), sheet->mapToGlobal(QPoint()), Qt::NoButton,
                   Qt::NoButton, {});
  QCoreApplication::sendEvent(sheet->viewport(), &move);
  REQUIRE(hovered.count() == 1);
  CHECK(hovered[0][0].toString().contains(QStringLiteral("row 1, column 2")));
}

TEST_CASE("a click on a position of the large map asks for the arithmetic, the arrow keys do not") {
  MapsView view;
  view.resize(900, 280);
  show_and_wait(view);
  view.show_selection({node_of("relu1"), 2, std::nullopt, -1});
  view.show_frame(frame_of("lenet5"));
  auto* map = view.findChild<HeatMap*>();
  QSignalSpy asked(&view, &ui::View::view_requested);
  QTest::keyClick(map, Qt::Key_Right);
  CHECK(asked.count() == 0);
  QTest::mouseClick(map, Qt::LeftButton, {}, map->cell_rect({3, 4}).center().toPoint());
  REQUIRE(asked.count() == 1);
  CHECK(asked[0][0].toString() == QStringLiteral("arithmetic"));
  QTest::keyClick(map, Qt::Key_Return);
  CHECK(asked.count() == 2);
}

TEST_CASE("the words of every layer's arithmetic can be translated") {
  for (const char* preset : {"lenet5", "digits", "tinyvgg"}) {
    const FramePtr frame = frame_of(preset);
    for (int node = 0; node < frame->model->graph->size(); ++node) {
      const Arithmetic a = arithmetic_of(*frame->model, *frame->activations, node, 0, {});
      INFO(a.formula);
      CHECK(is_known_arithmetic_text(a.formula));
      for (const ArithmeticStep& step : a.steps) CHECK(is_known_arithmetic_text(step.name));
    }
  }
}
