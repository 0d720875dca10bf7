#include <QComboBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

#include "core/explain/deletion.h"
#include "tests/ui/support.h"
#include "ui/views/occlusion_view.h"
#include "ui/widgets/class_legend.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/input_picture.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/probability_bars.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

enum Map { kActivation, kProbability, kLabel };

struct Bench {
  FramePtr frame;
  OcclusionView view;
  JobDesk desk{view};

  explicit Bench(std::optional<int> true_label = 7) {
    Drawing seven = drawn_seven();
    seven.label = true_label;
    frame = frame_of(untrained("lenet5"), seven);
    view.resize(1000, 300);
    show_and_wait(view);
    view.show_frame(frame);
  }
  HeatMap& map(Map which) { return *view.findChildren<MapPanel*>()[which]->map(); }
  OcclusionResult expected(OcclusionOptions options) {
    ThreadPool pool(1);
    return occlude(*frame->model, frame->activations->input.view(), options, pool);
  }
  void check_shown(const OcclusionResult& sweep) {
    std::size_t i = 0;
    for (int y = 0; y < sweep.positions_y; ++y)
      for (int x = 0; x < sweep.positions_x; ++x, ++i) {
        REQUIRE(map(kActivation).value({y, x}) == sweep.activation[i]);
        REQUIRE(map(kProbability).value({y, x}) == sweep.probability[i]);
        REQUIRE(map(kLabel).value({y, x}) == static_cast<float>(sweep.most_probable[i]));
      }
  }
  QPoint cell(Map which, Position at) { return map(which).cell_rect(at).center().toPoint(); }
};

}  // namespace

TEST_CASE("the three maps are the sweep's own numbers, of the true class where it is known") {
  Bench bench;
  OcclusionOptions options;
  options.label = 7;
  bench.check_shown(bench.expected(options));
  Bench unknown(std::nullopt);
  unknown.check_shown(unknown.expected({}));
}

TEST_CASE("square, step, grid and fill start the sweep again") {
  Bench bench;
  OcclusionOptions options;
  options.label = 7;
  const auto boxes = bench.view.findChildren<QSpinBox*>();
  REQUIRE(boxes.size() == 2);
  QTest::keyClick(boxes[0], Qt::Key_Down);
  options.patch = 6;
  bench.check_shown(bench.expected(options));
  QTest::keyClick(boxes[1], Qt::Key_Up);
  options.stride = 2;
  bench.check_shown(bench.expected(options));
  const auto lists = bench.view.findChildren<QComboBox*>();
  QTest::keyClick(lists[0], Qt::Key_Down);
  options.grid = OcclusionGrid::inside;
  bench.check_shown(bench.expected(options));
  QTest::keyClick(lists[1], Qt::Key_End);
  options.fill = {0.0f};
  bench.check_shown(bench.expected(options));
}

TEST_CASE("the selected map is the one whose sum is shown, when that is wanted") {
  Bench bench;
  OcclusionOptions options;
  options.label = 7;
  QComboBox* layer = bench.view.findChildren<QComboBox*>()[2];
  const int conv2 = bench.frame->model->graph->find("conv2");
  bench.view.show_selection({conv2, 3, std::nullopt, -1});
  bench.check_shown(bench.expected(options));
  layer->setCurrentIndex(layer->findText(QStringLiteral("selected map")));
  options.layer = conv2;
  options.map = 3;
  bench.check_shown(bench.expected(options));
  bench.view.show_selection({conv2, 5, std::nullopt, -1});
  options.map = 5;
  bench.check_shown(bench.expected(options));
  // Of a layer without a chosen map the strongest.
  bench.view.show_selection({conv2, -1, std::nullopt, -1});
  options.map.reset();
  bench.check_shown(bench.expected(options));
}

TEST_CASE("the maps move together: what the cursor is over is marked in all, and the square stands there") {
  Bench bench;
  QSignalSpy hovered(&bench.view, &ui::View::hovered);
  QTest::mouseMove(&bench.map(kProbability), bench.cell(kProbability, {9, 12}));
  const auto* input = bench.view.findChild<InputPicture*>();
  REQUIRE(input->frame());
  CHECK(*input->frame() == QRect(12 - 3, 9 - 3, 7, 7));
  REQUIRE(hovered.count() > 0);
  const QString told = hovered.back()[0].toString();
  CHECK(told.contains(QStringLiteral("y 9, x 12")));
  for (const Map which : {kActivation, kProbability, kLabel}) CHECK(bench.map(which).marked() == Position{9, 12});
}

TEST_CASE("a click covers that place and shows the network's answer - a second one uncovers") {
  Bench bench;
  const Position at{10, 15};
  QTest::mouseClick(&bench.map(kActivation), Qt::LeftButton, {}, bench.cell(kActivation, at));
  Tensor<float> covered = bench.frame->activations->input;
  cover(covered.view(), at.y, at.x, 7, std::vector<float>{0.5f});
  Activations run;
  forward(*bench.frame->model, std::as_const(covered).view(), run);
  auto* bars = bench.view.findChild<ProbabilityBars*>();
  REQUIRE(bars->isVisible());
  const float p = run.outputs.back().at(0, 3, 0, 0);
  const QString row = bars->row_text(3);
  CHECK(row.contains(QString::number(static_cast<double>(p) * 100, 'f', 2)));
  // The input now shows the square itself.
  const auto* input = bench.view.findChild<InputPicture*>();
  CHECK(qGray(input->picture().pixel(at.x, at.y)) == 128);
  QTest::mouseClick(&bench.map(kActivation), Qt::LeftButton, {}, bench.cell(kActivation, at));
  CHECK_FALSE(bars->isVisible());
}

TEST_CASE("arrow keys move the covered place") {
  Bench bench;
  QTest::mouseClick(&bench.map(kActivation), Qt::LeftButton, {}, bench.cell(kActivation, {10, 15}));
  QTest::keyClick(&bench.map(kActivation), Qt::Key_Right);
  CHECK(bench.map(kLabel).marked() == Position{10, 16});
}

TEST_CASE("a class chosen in the window is the one whose probability is shown, and the other way round") {
  Bench bench;
  bench.view.show_selection({-1, -1, std::nullopt, 2});
  OcclusionOptions options;
  options.label = 2;
  bench.check_shown(bench.expected(options));
  QSignalSpy requested(&bench.view, &ui::View::selection_requested);
  auto* classes = bench.view.findChildren<QComboBox*>()[3];
  QTest::keyClick(classes, Qt::Key_Down);
  REQUIRE(requested.count() == 1);
  CHECK(requested[0][0].value<Selection>().class_index == 3);
}

TEST_CASE("while it plays, the square travels") {
  Bench bench;
  auto* input = bench.view.findChild<InputPicture*>();
  QAbstractButton* play = button_of(bench.view, "Play");
  QTest::mouseClick(play, Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return input->frame() && input->frame()->left() > 0; }, 20000));
  QTest::mouseClick(play, Qt::LeftButton);
  CHECK_FALSE(input->frame());
}

TEST_CASE("the deletion curve stands at the end of the row when asked for, and follows the sweep") {
  Bench bench;
  auto* chart = bench.view.findChild<LineChart*>();
  CHECK_FALSE(chart->isVisible());
  QTest::mouseClick(button_of(bench.view, "Deletion"), Qt::LeftButton);
  REQUIRE(chart->isVisible());
  OcclusionOptions options;
  options.label = 7;
  ThreadPool pool(1);
  const auto expected = [&] {
    return deletion_curve(*bench.frame->model, bench.frame->activations->input.view(), bench.expected(options), options,
                          true, 1, pool);
  };
  REQUIRE(chart->lines().size() == 2);
  CHECK(chart->lines()[0].y == expected().probability);
  CHECK(chart->lines()[0].x == expected().area);
  bench.view.findChildren<QSpinBox*>()[0]->setValue(5);
  options.patch = 5;
  CHECK(chart->lines()[0].y == expected().probability);
  QTest::mouseClick(&bench.map(kProbability), Qt::LeftButton, {}, bench.cell(kProbability, {4, 4}));
  CHECK_FALSE(chart->isVisible());  // the covered picture's answer takes its place
}
