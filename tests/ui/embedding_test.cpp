#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QWheelEvent>
#include <algorithm>

#include "tests/ui/data_support.h"
#include "tests/ui/support.h"
#include "ui/views/data_evaluation.h"
#include "ui/views/embedding_view.h"
#include "ui/widgets/scatter_plot.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

template <typename Jobs>
struct BenchWith {
  test::TemporaryFolder folder;
  QString word = drawn_data(folder, 60);
  FramePtr frame = frame_of("lenet5");
  int layer = frame->model->graph->find("relu2");
  EmbeddingView view;
  Jobs jobs{view};

  BenchWith() {
    view.resize(980, 280);
    show_and_wait(view);
    view.show_data_sets({word}, word);
    view.show_selection({layer, 4, std::nullopt, -1});
    view.show_frame(frame);
  }
  ScatterPlot& plot() { return *view.findChild<ScatterPlot*>(); }
  void press(const char* text) {
    QTest::mouseClick(button_of(view, QString::fromLatin1(text)), Qt::LeftButton);
  }
};
using Bench = BenchWith<JobDesk>;

bool says(const QWidget& view, const QString& words) {
  return std::ranges::any_of(view.findChildren<QLabel*>(), [&](QLabel* label) {
    return label->isVisible() && label->text().contains(words);
  });
}

void turn_wheel(QWidget& widget, QPointF at, int notches) {
  QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&widget, &event);
}

}  // namespace

TEST_CASE("an embedding starts when asked, shows its points, and can be exported") {
  Bench bench;
  CHECK(bench.jobs.done == 0);
  CHECK_FALSE(bench.view.exporter());
  CHECK(says(bench.view, QStringLiteral("Press Start")));
  CHECK_FALSE(bench.plot().isVisible());
  bench.press("Start");
  REQUIRE(bench.view.found());
  CHECK(bench.plot().isVisible());
  CHECK(bench.plot().count() == 60);
  CHECK_FALSE(button_of(bench.view, QStringLiteral("Start"))->isEnabled());
  CHECK(says(bench.view, QStringLiteral("relu2")));
  const FigureFiles files = bench.view.exporter()();
  CHECK(files.front().name == "embedding.json");
  CHECK(std::ranges::find(files, "embedding.png", &FigureFile::name) != files.end());
}

TEST_CASE("pointing at an image shows it, a click makes it the window's input with its true label") {
  Bench bench;
  bench.press("Start");
  QSignalSpy inputs(&bench.view, &ui::View::input_requested), hovered(&bench.view, &ui::View::hovered);
  const int point = *bench.plot().point_at(bench.plot().place_of(17));
  const QPointF place = bench.plot().place_of(point);
  const auto index = bench.view.found()->embedding.layer->indices[static_cast<std::size_t>(point)];
  hover(bench.plot(), place);
  REQUIRE(hovered.count() == 1);
  CHECK(hovered[0][0].toString().contains(QStringLiteral("test image %1 ").arg(index)));
  CHECK(says(bench.view, QStringLiteral("test image %1\n").arg(index)));
  QTest::mouseClick(&bench.plot(), Qt::LeftButton, {}, place.toPoint());
  REQUIRE(inputs.count() == 1);
  const auto input = inputs[0][0].value<ui::Input>();
  const Samples& samples = *bench.view.found()->samples;
  const int chosen = bench.plot().current();
  const auto chosen_index = bench.view.found()->embedding.layer->indices[static_cast<std::size_t>(chosen)];
  CHECK(std::ranges::equal(std::get<NetworkPixels>(input.content)->values(),
                           sample_pixels(samples, static_cast<int>(chosen_index))->values()));
  CHECK(input.true_label == samples.label(chosen_index));
  leave(bench.plot());
  CHECK(hovered.back()[0].toString().isEmpty());
}

TEST_CASE("a picture on the map answers for all of its area, also over the dots that it covers") {
  Bench bench;
  bench.press("Start");
  bench.plot().grab();
  int pictures = 0;
  for (int point = 0; point < bench.plot().count(); ++point) {
    const QPointF place = bench.plot().place_of(point);
    const auto answers = [&](double x, double y) {
      return bench.plot().point_at(place + QPointF(x, y)) == point;
    };
    pictures += answers(-9, -9) && answers(9, -9) && answers(-9, 9) && answers(9, 9) ? 1 : 0;
  }
  CHECK(pictures > 5);
}

TEST_CASE("the arrow keys walk from point to point, Enter chooses, the wheel and keys zoom, dragging moves") {
  Bench bench;
  bench.press("Start");
  ScatterPlot& plot = bench.plot();
  QSignalSpy inputs(&bench.view, &ui::View::input_requested);
  QTest::keyClick(&plot, Qt::Key_Right);
  const int first = plot.current();
  REQUIRE(first >= 0);
  QTest::keyClick(&plot, Qt::Key_Left);
  CHECK(plot.current() != first);
  CHECK_FALSE(plot.accessibleDescription().isEmpty());
  QTest::keyClick(&plot, Qt::Key_Return);
  REQUIRE(inputs.count() == 1);
  CHECK(inputs[0][0].value<ui::Input>().true_label ==
        bench.view.found()->embedding.layer->labels[static_cast<std::size_t>(plot.current())]);

  const QPointF fixed = plot.place_of(first);
  turn_wheel(plot, fixed, 4);
  CHECK(plot.zoom() > 2);
  CHECK(QLineF(plot.place_of(first), fixed).length() < 1);
  draw_with_mouse(plot,
                  {fixed.toPoint(), fixed.toPoint() + QPoint(30, 10), fixed.toPoint() + QPoint(50, 20)});
  CHECK(inputs.count() == 1);  // a drag is no click
  CHECK(QLineF(plot.place_of(first), fixed + QPointF(50, 20)).length() < 25);
  CHECK(QLineF(plot.place_of(first), fixed).length() > 10);
  QTest::keyClick(&plot, Qt::Key_0);
  CHECK(plot.zoom() == 1);
  QTest::keyClick(&plot, Qt::Key_Plus);
  CHECK(plot.zoom() > 1);
  QTest::keyClick(&plot, Qt::Key_Minus);
  CHECK(plot.zoom() == 1);
}

TEST_CASE(
    "the star is where the input is: exactly by PCA, between its neighbours by t-SNE, and follows the "
    "frames") {
  Bench bench;
  bench.press("Start");
  REQUIRE(bench.plot().star());
  const auto expected = [&] {
    return place_in(bench.view.found()->embedding, bench.frame->activations->of(bench.layer).values());
  };
  CHECK(*bench.plot().star() == QPointF(expected().x, expected().y));
  CHECK(bench.plot().neighbours().empty());
  CHECK(says(bench.view, QStringLiteral("exactly")));

  bench.press("t-SNE");
  CHECK(bench.view.found()->question.method == EmbeddingMethod::tsne);
  CHECK(bench.view.found()->embedding.complete);
  REQUIRE(bench.plot().star());
  CHECK(bench.plot().neighbours() == expected().neighbours);
  CHECK(says(bench.view, QStringLiteral("roughly")));

  Drawing other = drawn_seven();
  other.strokes.front().points.resize(3);
  bench.frame = frame_of(bench.frame->model, other);
  const QPointF before = *bench.plot().star();
  bench.view.show_frame(bench.frame);
  CHECK(*bench.plot().star() != before);
  CHECK(*bench.plot().star() == QPointF(expected().x, expected().y));
}

TEST_CASE(
    "once started it follows the layer, a layer's values are not computed twice, other weights wait for the "
    "training") {
  Bench bench;
  bench.press("Start");
  const auto layer = bench.view.found()->embedding.layer;
  bench.press("t-SNE");
  CHECK(bench.view.found()->embedding.layer == layer);
  const int conv1 = bench.frame->model->graph->find("conv1");
  bench.view.show_selection({conv1, 0, std::nullopt, -1});
  CHECK(bench.view.found()->question.node == conv1);
  CHECK(bench.view.found()->embedding.complete);
  button_of(bench.view, QStringLiteral("The pixels instead"))->click();
  CHECK(bench.view.found()->question.node == kGraphInput);

  auto next = std::make_shared<Frame>(*bench.frame);
  auto changed = std::make_shared<Model>(*bench.frame->model);
  for (float& value : changed->parameters) value = -value;
  next->model = changed;
  const int done = bench.jobs.done;
  bench.view.show_training(true);
  bench.view.show_frame(next);
  CHECK(bench.jobs.done == done);
  CHECK_FALSE(bench.plot().star());
  CHECK(says(bench.view, QStringLiteral("of other weights")));
  CHECK(button_of(bench.view, QStringLiteral("Start"))->isEnabled());
  bench.view.show_training(false);
  CHECK(bench.view.found()->question.model == changed);
}

TEST_CASE("the picture forms while t-SNE works, and Cancel keeps what there is") {
  BenchWith<JobsOnDemand> bench;
  bench.press("t-SNE");
  CHECK(bench.jobs.asked == 0);  // nobody has pressed Start
  bench.press("Start");
  CHECK(bench.jobs.asked == 1);
  CHECK(bench.view.is_busy());
  bench.jobs.run_until_partial();
  REQUIRE(bench.view.found());
  CHECK_FALSE(bench.view.found()->embedding.complete);
  CHECK(bench.plot().count() == 60);
  CHECK(says(bench.view, QStringLiteral("iteration ")));
  CHECK_FALSE(bench.view.exporter());
  button_of(bench.view, QStringLiteral("Cancel"))->click();  // it shows itself after half a second only
  CHECK(bench.jobs.cancelled == 1);
  CHECK_FALSE(bench.view.is_busy());
  CHECK(says(bench.view, QStringLiteral("stopped")));
  CHECK(bench.plot().count() == 60);
  CHECK(button_of(bench.view, QStringLiteral("Start"))->isEnabled());
}
